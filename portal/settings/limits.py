"""How often anything may be tried: so many, in so many seconds from the first (`kit.limits`).

By address limits are wide, for whole towns share one (carrier-grade NAT); by person they are not.
"""

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60

LIMITS = {
    # --- Programs -------------------------------------------------------------------------------
    "api.anonymous": (120, MINUTE),
    "api.person": (240, MINUTE),
    "api.client": (1200, MINUTE),
    "api.token": (20, MINUTE),
    # Tokens that are none: the same from one address, and any from it. Those that count go on.
    "api.wrong-token": (20, MINUTE),
    "api.wrong-at-address": (60, MINUTE),
    # --- Checking of letters by anybody ---
    # Codes that do not exist are few, and fewer while they pour in from everywhere.
    "letters.code": (120, MINUTE),
    "letters.file": (30, MINUTE),
    "letters.unknown": (20, 10 * MINUTE),
    "letters.unknown-in-a-flood": (3, 10 * MINUTE),
    "letters.unknown-everywhere": (600, MINUTE),
    # --- Whatever strangers ask: milliseconds of one process, by address (`kit.costs`) ---
    # A page costs fifteen to thirty.
    "cost.address": (10_000, MINUTE),
    # The same of one account that is signed in: several hundred pages a minute.
    "cost.account": (30_000, MINUTE),
    # --- Words that are not sent yet: a page saves itself at most every other second ---
    "words.kept": (60, MINUTE),
    # --- Pages of papers: an application has at most sixty, and one photographs some again ---
    "papers.sent": (300, HOUR),
    # --- What browsers have blocked: a page with a fault sends many ---
    "csp.report": (30, MINUTE),
    # --- Ways in ---
    # Whatever is posted to one page of them, by address, and by account for those signed in.
    "entrance.address": (60, MINUTE),
    "entrance.account": (20, MINUTE),
    # Somebody has signed in from there: no stranger elsewhere can use up what they may try.
    "entrance.familiar": (1, 90 * DAY),
    # Wrong passwords: for an account from one address, for it from all addresses that are not
    # familiar and from each that is (NIST SP 800-63B, 3.2.2: at most 100), and from one address
    # for all accounts.
    "password.pair": (5, 5 * MINUTE),
    "password.account": (100, DAY),
    "password.familiar": (100, DAY),
    "password.address": (1000, DAY),
    # The second factor, asked after the password: wrong codes, and each right code once.
    "second-factor.wrong": (5, 5 * MINUTE),
    "second-factor.wrong-a-day": (30, DAY),
    "second-factor.spent": (1, 5 * MINUTE),
    # A document number, tried from one address, and from everywhere by accounts without its phone.
    "identity.pair": (5, DAY),
    "identity.number": (25, DAY),
    # Going to the identity provider outside: each try asks it three times.
    "identity.provider": (20, DAY),
    # Numbers for a counter, by account; and what clerks type of them wrong.
    "counter.number": (10, DAY),
    "counter.wrong": (20, DAY),
    # Offers of a mandate, by giver; and codes typed wrong by whoever would accept one.
    "mandate.offers": (10, DAY),
    "mandate.wrong": (10, DAY),
    # Codes by which somebody at a counter says yes, by person.
    "counter.code": (10, DAY),
    # Employers: wrong codes by account, lists by employer, and codes to whom a list names.
    "employer.code": (10, DAY),
    "employer.list": (30, DAY),
    "listed.code": (8, DAY),
    # Ways back from a change that a replaced contact was told of.
    "undo.address": (30, DAY),
    "undo.case": (10, DAY),
    # A card reported lost without a sign-in: codes by document number, and by address.
    "card.number": (3, DAY),
    "card.address": (60, DAY),
    # Questions to agencies, by address and by person; codes typed wrong; ratings of answers.
    "advice.address": (5, HOUR),
    "advice.person": (20, DAY),
    # Asked by the page itself while somebody writes, at most every 0.6 seconds.
    "advice.near": (1200, HOUR),
    "advice.papers": (20, HOUR),
    "advice.code": (10, HOUR),
    "advice.missed": (60, HOUR),
    "advice.rating": (60, DAY),
    "advice.rating-once": (1, DAY),
    # Calendars that somebody subscribed to: secrets that do not exist, and looks at one that does.
    "calendar.neighbour": (30, HOUR),
    "calendar.secret": (30, HOUR),
    # Messages in a case, by side.
    "message.case": (40, DAY),
    # Codes that were sent: what is typed wrong from one address. For an account the number of codes
    # is the limit, since each takes five tries and no more.
    "code.wrong": (200, DAY),
    # --- Messages that anybody can ask for; they cost us, and they disturb whoever gets them ---
    "message.minute": (3, MINUTE),
    "message.contact": (8, DAY),
    "message.familiar": (8, DAY),  # for the contact from a familiar address, beside the strangers'
    "message.account": (20, DAY),
    "message.address": (300, DAY),
    "message.portal": (100_000, DAY),  # an alarm in the log at four fifths of it
    "message.of-guesses": (1, DAY),
}
