"""What is held of an account: how it is signed in to, what it may do, what waits in it."""

from privacy.sections import of_account

SECTIONS = (
    of_account(
        "account", "accounts.User", "账号", "Account",
        "email phone phone_verified display_name language identity_verified_at real_person_at"
        " is_active joined_at last_login",
        account="pk",
    ),
    of_account(
        "addresses", "account.EmailAddress", "登录邮箱", "E-mail addresses to sign in with",
        "email verified primary",
    ),
    of_account(
        "sign_in_methods", "mfa.Authenticator", "二次验证与指纹、面容登录",
        "Second factors and passkeys", "type created_at last_used_at",
    ),
    of_account(
        "sign_ins", "accounts.SignIn", "当前登录", "Open sign-ins",
        "device started_at seen_at expire_date",
        order="started_at",
    ),
    of_account(
        "codes", "accounts.IssuedCode", "已发送的验证码", "Codes that were sent",
        "purpose issued_at expires_at tries used_at told_at",
    ),
    of_account(
        "program_tokens", "knox.AuthToken", "程序访问令牌", "Tokens for programs",
        "token_key created expiry",
        order="created",
    ),
    of_account(
        "typed_and_not_sent", "accounts.KeptWords", "填写中尚未提交的内容",
        "Typed and not sent yet", "address words kept_at",
    ),
    of_account(
        "data_copies", "privacy.Package", "数据副本", "Copies of this data",
        "asked_at made_at expires_at",
    ),
    of_account(
        "closings", "privacy.Closing", "账号注销申请", "Requests to close the account",
        "asked_at due_at taken_back_at done_at",
    ),
    of_account(
        "wishes", "casework.Wishes", "通知方式", "What you wish to be sent",
        "mail_off sms_off digest desk_digest",
    ),
    of_account(
        "calendar", "casework.CalendarAddress", "日历订阅", "Calendar that you subscribed to",
        "words made_at read_at",
    ),
    of_account(
        "employers", "applications.Employer", "单位经办授权", "Employers you hand in lists for",
        "agency__name name credit_code contact_name proposed_at approved_at ended_at"
        " code_expires_at",
    ),
    of_account(
        "posts", "agencies.Post", "工作岗位", "Posts at agencies",
        "agency__name role started_at ended_at",
    ),
    of_account("kept_lists", "casework.KeptList", "保存的业务列表", "Lists kept", "name query"),
    of_account(
        "absences", "casework.Absence", "不在岗日期", "Days away from work",
        "post__agency__name first_day last_day entered_at ended_at",
        account="post__user",
    ),
    of_account(
        "proposed_posts", "casework.PostProposal", "拟任岗位", "Posts that were proposed",
        "agency__name role proposed_at approved_at turned_down_at",
    ),
    of_account(
        "second_factor_resets", "casework.FactorProposal", "二次验证重置", "Second factors removed",
        "recognised proposed_at approved_at turned_down_at",
    ),
)  # fmt: skip
