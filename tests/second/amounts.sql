-- What a transfer of employee old-age insurance moves, from the texts and from nothing else.
--
-- Money is whole fen, a share is millionths of the base, a month is 200601. Everything is rounded
-- half up: (2 * dividend + divisor) / (2 * divisor), with dividends that are never negative.
--
-- asked(id, transfer_year, temporary, before_1998, balance): balance NULL is derived.
-- month(id, place, month, base, account, employer, personal, paid, owed), where place is the place
-- in the list; rate(year, share).
--
-- 66 art. 4(1): the account; art. 4(2): twelve per cent of the bases from 1998-01, no interest.
-- 66 art. 5(2): a temporary account moves all that was paid: what is beside the personal account
-- at the rate that was paid, be it more or less than twelve per cent.
-- 66 art. 4(1) again: of the time before 1998 the personal contributions move, which is the first sum;
-- its months are counted, and bring neither principal nor pooled money beside it.
-- 187 opinion 2: what is owed counts for nothing and moves nothing. 187 opinion 3: of what was paid
-- twice for a month one is kept, the one that stands first; the other is the person's own.
-- 70: for 1998 to 2005 eleven per cent of the base moves, from 2006 eight; the record is corrected.
WITH RECURSIVE
kept AS (
    SELECT id, month, MIN(place) AS place FROM month WHERE paid = 1 AND owed = 0 GROUP BY id, month
),
moved AS (
    SELECT
        month.id, month.month, base, account, employer + personal AS paid_in,
        CASE WHEN month.month >= 200601 THEN 80000 ELSE 110000 END AS share
    FROM kept
    JOIN month ON month.id = kept.id AND month.place = kept.place
    WHERE month.month >= 199801
),
credited AS MATERIALIZED (
    SELECT
        id, base, month / 100 AS year, 13 - month % 100 AS months_of_interest,
        (2 * base * account + 1000000) / 2000000 AS recorded,
        (2 * base * share + 1000000) / 2000000 AS moving,
        CASE WHEN paid_in > share THEN paid_in - share ELSE 0 END AS beside
    FROM moved
),
counted AS (
    SELECT id, COUNT(*) AS months FROM kept GROUP BY id
),
summed AS (
    SELECT
        asked.id,
        COALESCE(SUM(moving), 0) AS principal,
        COALESCE(SUM(CASE WHEN year = transfer_year THEN moving END), 0) AS this_year,
        COALESCE(SUM(CASE WHEN year < transfer_year THEN moving - recorded END), 0) AS correction,
        COALESCE(SUM(base * CASE WHEN temporary = 1 THEN beside ELSE 120000 END), 0) AS pooled
    FROM asked LEFT JOIN credited ON credited.id = asked.id
    GROUP BY asked.id
),
yearly AS MATERIALIZED (
    SELECT
        credited.id, year, CAST(SUM(moving) AS bigint) AS principal,
        CAST(SUM(moving * months_of_interest) AS bigint) AS products
    FROM credited JOIN asked ON asked.id = credited.id
    WHERE asked.balance IS NULL AND year < transfer_year
    GROUP BY credited.id, year
),
-- every year from the first credit to the one before the transfer, also those without a credit
years (id, year, last_year) AS (
    SELECT yearly.id, MIN(yearly.year), MIN(asked.transfer_year) - 1
    FROM yearly JOIN asked ON asked.id = yearly.id
    GROUP BY yearly.id
    UNION ALL
    SELECT id, year + 1, last_year FROM years WHERE year < last_year
),
-- 31 of 2017: one published rate a year; the credits of a year by the month-product method
told AS MATERIALIZED (
    SELECT
        years.id, years.year, years.last_year, rate.share,
        COALESCE(yearly.principal, 0) AS principal,
        COALESCE(yearly.products, 0) AS products
    FROM years
    LEFT JOIN yearly ON yearly.id = years.id AND yearly.year = years.year
    LEFT JOIN rate ON rate.year = years.year
),
unpublished AS (
    SELECT DISTINCT id FROM told WHERE share IS NULL
),
closed (id, year, last_year, closing) AS (
    SELECT id, MIN(year) - 1, MIN(last_year), CAST(0 AS bigint)
    FROM told
    WHERE id NOT IN (SELECT id FROM unpublished)
    GROUP BY id
    UNION ALL
    SELECT
        closed.id, told.year, closed.last_year,
        closed.closing + told.principal
        + (2 * closed.closing * told.share + 1000000) / 2000000
        + (2 * told.products * told.share + 12000000) / 24000000
    FROM closed JOIN told ON told.id = closed.id AND told.year = closed.year + 1
),
derived AS MATERIALIZED (
    SELECT id, closing FROM closed WHERE year = last_year
)
SELECT
    asked.id,
    CASE WHEN unpublished.id IS NULL THEN 0 ELSE 1 END AS rate_is_missing,
    asked.before_1998 AS one,
    -- a balance that lacks what was recorded cannot move less than nothing
    CASE
        WHEN asked.balance IS NULL THEN COALESCE(derived.closing, 0)
        WHEN asked.balance + summed.correction < 0 THEN 0
        ELSE asked.balance + summed.correction
    END AS two,
    summed.this_year AS three,
    (2 * summed.pooled + 1000000) / 2000000 AS five,
    COALESCE(counted.months, 0) AS months,
    summed.principal
FROM asked
JOIN summed ON summed.id = asked.id
LEFT JOIN counted ON counted.id = asked.id
LEFT JOIN derived ON derived.id = asked.id
LEFT JOIN unpublished ON unpublished.id = asked.id
ORDER BY asked.id
