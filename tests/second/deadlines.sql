-- The last day of a term of working days, from the texts and from nothing else.
--
-- Civil Code art. 201: the day of receipt is not counted, counting starts the next day.
-- Administrative Licensing Law art. 82: only working days count.
-- Measures on public holidays art. 7: the yearly notice says which weekdays are off and which
-- Saturdays and Sundays are worked; a year without a notice is counted Monday to Friday, and a
-- term that needs a day of it is provisional.
--
-- A day is a number: 0 is Thursday 1 January 1970. asked(id, received, number),
-- notice(day, worked), covered(first_day, last_day): one row for each year with a notice.
WITH RECURSIVE
calendar (day) AS (
    SELECT MIN(received) + 1 FROM asked
    UNION ALL
    SELECT day + 1 FROM calendar WHERE day < (SELECT MAX(received + 3 * number + 40) FROM asked)
),
judged AS (
    SELECT
        calendar.day,
        -- Thursday is 0, so Saturday is 2 and Sunday is 3
        COALESCE(notice.worked, CASE WHEN calendar.day % 7 IN (2, 3) THEN 0 ELSE 1 END) AS works,
        CASE WHEN covered.first_day IS NULL THEN 1 ELSE 0 END AS unknown
    FROM calendar
    LEFT JOIN notice ON notice.day = calendar.day
    LEFT JOIN covered ON calendar.day BETWEEN covered.first_day AND covered.last_day
),
counted AS (
    SELECT
        day,
        works,
        SUM(works) OVER (ORDER BY day) AS works_until,
        SUM(unknown) OVER (ORDER BY day) AS unknown_until
    FROM judged
),
begun AS (
    SELECT
        asked.id,
        asked.received,
        asked.number,
        COALESCE(counted.works_until, 0) AS works_before,
        COALESCE(counted.unknown_until, 0) AS unknown_before
    FROM asked LEFT JOIN counted ON counted.day = asked.received
)
SELECT
    begun.id,
    due.day AS due,
    CASE WHEN due.unknown_until > begun.unknown_before THEN 1 ELSE 0 END AS provisional,
    due.day - begun.received - begun.number AS left_out
FROM begun
JOIN counted AS due ON due.works = 1 AND due.works_until = begun.works_before + begun.number
ORDER BY begun.id
