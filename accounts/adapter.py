"""How django-allauth meets our users: phones are stored encrypted and found by blind index."""

from allauth.account.adapter import DefaultAccountAdapter

from accounts.models import User, phone_index


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and sign-in by phone or e-mail."""

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """Return the phone number and whether it is confirmed."""
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Store the phone number."""
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_index", "phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        """Mark the phone number as confirmed."""
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        """Return the user with this phone number."""
        return User.objects.filter(phone_index=phone_index(phone)).first()
