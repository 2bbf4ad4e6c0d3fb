"""Checking of letters by anybody, without sign-in.

`judging.py` reaches the verdict on a code or a file, `visitors.py` knows what little is known of
who asks, `limits.py` how often they may, `uploads.py` keeps what is brought in memory, `pages.py`
shows it all, `telling.py` tells the person and the agencies of it. The verb, which joins them in
one step and writes it down, is in `letters/actions/checking.py`, the words in
`letters/rules/verdicts.py`.
"""
