"""Signing in: the library's backend, which also says whether somebody holds a post."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from accounts.models import User
from agencies.models import Post


class Backend(AuthenticationBackend):
    """Finds the user of a session, their person and whether they hold a post, in one query."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the signed-in user, if still active."""
        posts = Post.objects.current().filter(user=OuterRef("pk"))
        user = User.objects.annotate(has_post=Exists(posts)).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
