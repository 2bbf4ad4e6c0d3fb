"""Seals and signatures: certificates of agencies, who signs with them, and how a letter is judged.

`signers.py` names what a signer can do, `pades.py` and `sm2.py` do it, `authority.py` makes the
certificates, `verifying.py` judges a file that somebody brings. The database rows are
`casework.models.Certificate`; issuing and revoking them is `letters.actions.certificates`.
"""
