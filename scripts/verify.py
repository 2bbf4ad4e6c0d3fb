#!/usr/bin/env python3
"""Check, without the portal and without a network, what the portal gave to you.

不依赖平台、不联网，核验平台交给您的文件。需要 Python 3.9 以上和一个软件包：
pip install "cryptography>=42"

    python verify.py event 记录证明.json            一条或多条办理记录的证明 / proofs of events
    python verify.py event 证明.json --roots 封存码.jsonl --key 7f0c…
    python verify.py root 封存码.jsonl              每日公布的封存码 / what is published of each day
    python verify.py root 封存码.jsonl --against 另存的.jsonl

--key    a key that you trust: its name, its base64, or a file with either; read it on the page
         /journal/ of the portal, in a newspaper or at another agency.
--authority  the root certificate of the portal, from its page /verify/ or from another agency.
--roots  what you or somebody else kept of the published days; the day must stand in it unchanged.

Exit code 0: everything holds. 1: something does not. 2: the file cannot be read.

How an event is proven: its parts (facts, note, data, clerk) are hashed with a salt each,
SHA-256(salt + JSON of [name, value]); a part that is not yours to read is given as its hash. The
four hashes make the leaf, SHA-256(00 + hashes). The path leads from the leaf to the root of the
day, SHA-256(01 + left + right) at each step (RFC 6962). Day, root, number of events and the hash
of the day before are signed with Ed25519. JSON is always written with sorted names, without
blanks, in UTF-8.

How a letter is sealed: the whole file but the signature is hashed with SHA-256. The agency's key
(P-256, ECDSA) signs the hash and the hash of its certificate, as CMS in a PDF (PAdES B-B); the
portal's root has signed the certificate. All of it is written in one way only, so this program
writes it once more and compares: not one bit of the file can change. Whether the certificate was
revoked, and whether the letter still counts, only the portal knows.
"""

import argparse
import base64
import json
import re
import sys
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import Encoding

PARTS = ("facts", "note", "data", "clerk")
FORMAT, DAY, KEY = "journal-proof/1", "journal-day/1", "journal-key/1"
DAY_FIELDS = ("type", "day", "size", "root", "previous", "sealed_at", "key")
KEY_FIELDS = ("type", "key", "public", "introduced_at", "introduced_by")
LARGEST_FILE = 50_000_000  # bytes


class DoesNotHold(Exception):
    """Something is not as it was signed; both languages say what."""

    def __init__(self, zh, en):
        super().__init__(f"{zh} / {en}")


class CannotBeRead(Exception):
    """The file is none of ours."""


# What reading a file that is none of ours may end in.
UNREADABLE = (
    *(CannotBeRead, OSError, ValueError, KeyError, TypeError, AttributeError),
    *(IndexError, RecursionError),
)


def main(arguments=None):
    """Check what the command line names; return the exit code."""
    options = parser().parse_args(arguments)
    try:
        options.check(options)
    except DoesNotHold as problem:
        print(f"未通过 / DOES NOT HOLD: {problem}")
        return 1
    except UNREADABLE as problem:
        print(f"无法读取 / CANNOT BE READ: {type(problem).__name__}: {problem}")
        return 2
    return 0


def parser():
    """Return the command line; each kind of thing that can be checked is one command."""
    found = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = found.add_subparsers(required=True, metavar="event|root|letter")
    event = commands.add_parser("event", help="办理记录的证明 / proofs of events")
    event.add_argument("files", nargs="+")
    event.add_argument("--key", help="您信任的密钥 / a key that you trust")
    event.add_argument("--roots", help="另存的封存码 / what was kept of the days")
    event.set_defaults(check=check_events)
    root = commands.add_parser("root", help="每日封存码 / what is published of each day")
    root.add_argument("file")
    root.add_argument("--key", help="您信任的密钥 / a key that you trust")
    root.add_argument("--against", help="另存的一份 / another copy, kept elsewhere")
    root.set_defaults(check=check_roots)
    letter = commands.add_parser("letter", help="函件的电子印章 / the seal of a letter")
    letter.add_argument("file")
    letter.add_argument("--authority", required=True, help="平台根证书 / the portal's root")
    letter.set_defaults(check=check_letter)
    return found


# --- Proofs of events -------------------------------------------------------------------------
def check_events(options):
    """Check each proof by itself, then that the events of a case follow each other."""
    kept = days_of(options.roots) if options.roots else {}
    proofs = [proof for name in options.files for proof in proofs_in(name)]
    proofs.sort(key=lambda p: (p["shown"]["facts"]["value"]["case"], place(p)))
    before = None
    for proof in proofs:
        check_event(proof)
        check_key(proof["day"], proof["keys"], options.key)
        if options.roots:
            check_kept(proof["day"], kept)
        check_follows(proof, before)
        print(told(proof))
        before = proof
    if not options.key and not options.roots:
        last = proofs[-1]["day"]
        print(
            f"请与平台“日志”页面公布的内容核对 / Compare with the page /journal/ of the portal:\n"
            f"  {last['day']}  {last['hash']}\n  密钥 / key {last['key']}"
        )


def proofs_in(name):
    """Return the proofs in a file: one, or a list of them."""
    found = read_json(Path(name))
    proofs = found if isinstance(found, list) else [found]
    if not proofs or any(proof["format"] != FORMAT for proof in proofs):
        raise CannotBeRead(name)
    return proofs


def check_event(proof):
    """Check that the parts make the leaf, the leaf the root, and that the day is signed."""
    shown, closed, day = proof["shown"], proof["closed"], proof["day"]
    if {*shown, *closed} != set(PARTS) or set(shown) & set(closed) or "facts" not in shown:
        raise CannotBeRead("parts")
    digests = {part: bytes.fromhex(digest) for part, digest in closed.items()}
    for part, said in shown.items():
        salt = bytes.fromhex(said["salt"])
        digests[part] = sha256(salt + canonical([part, said["value"]])).digest()
    leaf = sha256(b"\x00" + b"".join(digests[part] for part in PARTS)).digest()
    path = [bytes.fromhex(step) for step in proof["path"]]
    if root_from(leaf, proof["index"], day["size"], path) != bytes.fromhex(day["root"]):
        raise DoesNotHold(
            "这条记录与当日封存的不一致，内容被改动过",
            "this event is not what was sealed on that day",
        )
    check_day(day, {key["key"]: key for key in proof["keys"]})


def root_from(leaf, index, size, path):
    """Return the root to which a path leads (RFC 9162, 2.1.3.2), or nothing if it does not fit."""
    if not 0 <= index < size:
        return None
    found, last, steps = leaf, size - 1, iter(path)
    while last > 0:
        if index % 2 or index < last:
            neighbour = next(steps, None)
            if neighbour is None:
                return None
            pair = neighbour + found if index % 2 else found + neighbour
            found = sha256(b"\x01" + pair).digest()
        index, last = index // 2, last // 2
    return found if next(steps, None) is None else None


def check_follows(proof, before):
    """Check that two neighbouring events of a case are linked."""
    if before is None:
        return
    this, last = proof["shown"]["facts"]["value"], before["shown"]["facts"]["value"]
    is_next = this["case"] == last["case"] and this["sequence"] == last["sequence"] + 1
    if is_next and this["previous"] != last["hash"]:
        raise DoesNotHold(
            f"第 {this['sequence']} 条没有接在第 {last['sequence']} 条之后",
            f"event {this['sequence']} does not follow event {last['sequence']}",
        )


def place(proof):
    """Return the place of an event in its case."""
    return proof["shown"]["facts"]["value"]["sequence"]


def told(proof):
    """Return what was proven, in a line or two."""
    facts, day = proof["shown"]["facts"]["value"], proof["day"]
    moved = f"{facts['from']} → {facts['to']}" if facts["to"] else facts["kind"]
    return (
        f"通过 / HOLDS: {facts['case']} #{facts['sequence']}  {facts['at']}  {moved}\n"
        f"  封存于 / sealed in {day['day']} ({proof['index'] + 1}/{day['size']})"
    )


# --- Days and keys ------------------------------------------------------------------------------
def check_roots(options):
    """Check every signature and that each day names the one before it."""
    rows = read_lines(options.file)
    keys = {row["key"]: row for row in rows if row.get("type") == KEY}
    days = in_order(row for row in rows if row.get("type") == DAY)
    before = None
    for day in days:
        check_day(day, keys)
        check_key(day, list(keys.values()), options.key)
        if before is not None and day["previous"] != before["hash"]:
            raise DoesNotHold(
                f"{day['day']} 没有接在 {before['day']} 之后",
                f"{day['day']} does not follow {before['day']}",
            )
        before = day
    if options.against:
        check_copies(days, days_of(options.against))
    if before is None:
        raise CannotBeRead("no day")
    print(f"通过 / HOLDS: {len(days)} 天 / days, {days[0]['day']} – {before['day']}")
    print(f"  {before['day']}  {before['hash']}")


def in_order(days):
    """Return the days from the first to the last, however the file lists them, each once."""
    found = {}
    for day in days:
        if found.setdefault(day["day"], day) != day:
            raise DoesNotHold(
                f"{day['day']} 有两个不同的封存", f"{day['day']} stands there in two versions"
            )
    return [found[name] for name in sorted(found)]


def check_day(day, keys):
    """Check hash and signature of a day, and that its key is one of ours."""
    statement = {name: day[name] for name in DAY_FIELDS}
    if statement["type"] != DAY or sha256(canonical(statement)).hexdigest() != day["hash"]:
        raise DoesNotHold(f"{day['day']} 的封存码不符", f"the hash of {day['day']} is wrong")
    chain_to(day["key"], keys)
    if not is_signed(statement, day["signature"], keys[day["key"]]["public"]):
        raise DoesNotHold(f"{day['day']} 的签名不符", f"the signature of {day['day']} is wrong")


def chain_to(name, keys):
    """Return the names of the keys that lead to this one, each introduced by the one before."""
    found = []
    while name not in found:
        found.append(name)
        key = keys.get(name)
        if key is None:
            raise DoesNotHold(f"密钥 {name} 不在文件中", f"the key {name} is not in the file")
        if sha256(base64.b64decode(key["public"])).hexdigest()[: len(name)] != name or not name:
            raise DoesNotHold(f"密钥 {name} 名实不符", f"the key {name} bears a foreign name")
        by = keys.get(key["introduced_by"], {"public": ""})
        statement = {field: key[field] for field in KEY_FIELDS}
        if not is_signed(statement, key["signature"], by["public"]):
            raise DoesNotHold(f"密钥 {name} 未经前一密钥签署", f"nobody introduced the key {name}")
        name = key["introduced_by"]
    return found


def check_key(day, keys, trusted):
    """Check that the key of a day, or one that led to it, is the one that the reader trusts."""
    if not trusted:
        return
    path = Path(trusted)
    wanted = path.read_text().strip() if path.is_file() else trusted.strip()
    known = {key["key"]: key for key in keys}
    names = chain_to(day["key"], known)
    if wanted not in names and wanted not in [known[name]["public"] for name in names]:
        raise DoesNotHold("签名密钥不是您信任的密钥", "the key is not the one that you trust")


def check_kept(day, kept):
    """Check that a day stands unchanged in what was kept."""
    if kept.get(day["day"]) != day["hash"]:
        raise DoesNotHold(
            f"{day['day']} 与另存的封存码不同", f"{day['day']} is not what was kept elsewhere"
        )


def check_copies(days, kept):
    """Check that every day that was kept is still there, unchanged."""
    here = {day["day"]: day["hash"] for day in days}
    for day, said in sorted(kept.items()):
        if here.get(day) != said:
            raise DoesNotHold(f"{day} 与另存的不同", f"{day} is not what was kept elsewhere")


def is_signed(statement, signature, public):
    """Whether an Ed25519 signature stands under a statement."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(base64.b64decode(signature, validate=True), canonical(statement))
    except (InvalidSignature, ValueError):
        return False
    return True


# --- Letters --------------------------------------------------------------------------------------
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
RANGE = re.compile(rb"/ByteRange \[0 (\d{1,9}) (\d{1,9}) (\d{1,9})\]")
MOMENT = re.compile(rb"/M \(D\\072(\d{14})Z\)")
INTEGER, OCTETS, SEQUENCE, SET, FIRST = 0x02, 0x04, 0x30, 0x31, 0xA0
VERSION_1 = bytes.fromhex("020101")
DATA = bytes.fromhex("06092a864886f70d010701")
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
SIGNING_CERTIFICATE = bytes.fromhex("060b2a864886f70d010910022f")
SHA256 = bytes.fromhex("300d06096086480165030402010500")
ECDSA_WITH_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")
P256 = ec.ECDSA(hashes.SHA256())


def check_letter(options):
    """Check that the file is, bit for bit, what an agency under this authority signed."""
    path = Path(options.file)
    if path.stat().st_size > LARGEST_FILE:
        raise CannotBeRead(path)
    pdf = path.read_bytes()
    roots = x509.load_pem_x509_certificates(Path(options.authority).read_bytes())
    before, after, rest = signed_range(pdf)
    length, certificates, signature = taken_apart(pdf[before + 1 : after - 1])
    own, root = under(certificates, roots)
    digest = sha256(pdf[:before] + pdf[after:]).digest()
    expected = container_of(digest, signature, own, root)
    padded = expected + bytes(max(length - len(expected), 0))
    is_whole = pdf[before:after] == b"<" + padded.hex().upper().encode() + b">"
    if not (is_whole and after + rest == len(pdf) and pdf.startswith(b"%PDF-")):
        raise DoesNotHold("文件被改动过", "the file was changed")
    check_signature(signature, digest, own)
    at = signed_at(pdf[after:])
    if not own.not_valid_before_utc <= at < own.not_valid_after_utc:
        raise DoesNotHold("签章时证书不在有效期内", "the certificate was not valid then")
    said = {each.oid.dotted_string: each.value for each in own.subject}
    shown = at.astimezone(timezone(timedelta(hours=8))).strftime("%Y-%m-%d %H:%M:%S")
    print(f"通过 / HOLDS: {said['2.5.4.10']}  {shown} (UTC+8)")
    print(f"  印章证书 / certificate {said['2.5.4.5']}  SHA-256 {sha256(pdf).hexdigest()}")
    print("  是否已作废，请到平台 /verify/ 页面查询 / whether it still counts: ask that page")


def signed_range(pdf):
    """Return where the signature begins and ends, and how many bytes follow it."""
    said = RANGE.match(pdf, max(pdf.rfind(b"/ByteRange"), 0))
    if said is None:
        raise without_signature(pdf)
    before, after, rest = map(int, said.groups())
    if not before < after - 1 < after + rest <= len(pdf):
        raise DoesNotHold("文件不完整", "the file is incomplete")
    return before, after, rest


def without_signature(pdf):
    """Say what a file is that carries no signature; nothing of it is read."""
    if not pdf.startswith(b"%PDF-"):
        return DoesNotHold("这不是 PDF 文件", "this is not a PDF")
    if b"/Encrypt" in pdf:
        return DoesNotHold("文件已加密", "the file is encrypted")
    if b"%%EOF" not in pdf[-1024:]:
        return DoesNotHold("文件不完整", "the file is incomplete")
    return DoesNotHold("文件没有签名", "the file is not signed")


def taken_apart(hexadecimal):
    """Return the length of the container, the certificates in it, and the signature."""
    try:
        container = bytes.fromhex(hexadecimal.decode())
        (_tag, content, _whole), *_padding = parts(container, most=1)
        _kind, (_tag, explicit, _whole) = parts(content)
        ((_tag, data, _whole),) = parts(explicit)
        *_head, (_tag, certificates, _whole), (_tag, signers, _whole) = parts(data)
        ((_tag, signer, _whole),) = parts(signers)
        *_middle, (_tag, signature, _whole) = parts(signer)
        found = [whole for _tag, _content, whole in parts(certificates)]
        return len(container), found, signature
    except (ValueError, IndexError) as error:
        raise DoesNotHold("签名被改动过", "the signature was changed") from error


def parts(value, most=100):
    """Take DER values that follow each other apart: tag, content, and the whole of each."""
    found = []
    while value and len(found) < most:
        begin, length = 2, value[1]
        if length >= 0x80:
            begin += length - 0x80
            length = int.from_bytes(value[2:begin], "big")
        if begin + length > len(value):
            raise ValueError("too long")
        found.append((value[0], value[begin : begin + length], value[: begin + length]))
        value = value[begin + length :]
    return found


def under(certificates, roots):
    """Return the agency's certificate and the root that signed it, one of those we trust."""
    for der_bytes in certificates:
        for root in roots:
            try:
                own = x509.load_der_x509_certificate(der_bytes)
                own.verify_directly_issued_by(root)
            except (InvalidSignature, ValueError, TypeError, x509.InvalidVersion):
                continue
            if own != root:
                return own, root
    raise DoesNotHold("不是这个平台的机构签章", "no agency of this portal sealed it")


def container_of(digest, signature, own, root):
    """Return the container as the portal writes it (RFC 5652)."""
    serial = own.serial_number
    number = der(INTEGER, serial.to_bytes(serial.bit_length() // 8 + 1, "big"))
    signer = der(
        SEQUENCE,
        *(VERSION_1, der(SEQUENCE, own.issuer.public_bytes(), number), SHA256),
        *(der(FIRST, attributes(digest, own)), ECDSA_WITH_SHA256, der(OCTETS, signature)),
    )
    certificates = sorted(each.public_bytes(Encoding.DER) for each in (own, root))
    data = der(
        SEQUENCE,
        *(VERSION_1, der(SET, SHA256), der(SEQUENCE, DATA)),
        *(der(FIRST, *certificates), der(SET, signer)),
    )
    return der(SEQUENCE, SIGNED_DATA, der(FIRST, data))


def attributes(digest, own):
    """Return what is signed: the hash of the file, and whose certificate is meant."""
    meant = der(OCTETS, sha256(own.public_bytes(Encoding.DER)).digest())
    said = (
        (CONTENT_TYPE, DATA),
        (MESSAGE_DIGEST, der(OCTETS, digest)),
        (SIGNING_CERTIFICATE, der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, meant)))),
    )
    return b"".join(der(SEQUENCE, kind, der(SET, value)) for kind, value in said)


def check_signature(signature, digest, own):
    """Check the signature with the agency's key; of its two forms only the lower counts."""
    try:
        r, s = decode_dss_signature(signature)
        own.public_key().verify(signature, der(SET, attributes(digest, own)), P256)
        is_good = signature == encode_dss_signature(r, min(s, P256_ORDER - s))
    except (InvalidSignature, ValueError):
        is_good = False
    if not is_good:
        raise DoesNotHold("文件被改动过", "the file was changed")


def signed_at(behind):
    """Return when the agency signed, by its own word."""
    said = MOMENT.search(behind)
    if said is None:
        raise DoesNotHold("文件被改动过", "the file was changed")
    return datetime.strptime(said[1].decode(), "%Y%m%d%H%M%S").replace(
        tzinfo=timezone.utc  # noqa: UP017 -- Python 3.9 knows no other name
    )


def der(tag, *values):
    """Return a value as DER: its tag, its length, what it is made of."""
    content = b"".join(values)
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size, "big") + content


# --- Reading --------------------------------------------------------------------------------------
def canonical(value):
    """Return JSON as it is hashed and signed."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def read_json(path):
    """Read a file of JSON in which no name stands twice."""
    if path.stat().st_size > LARGEST_FILE:
        raise CannotBeRead(path)
    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once)


def read_lines(name):
    """Read a file with one JSON object on each line, or one list of them."""
    path = Path(name)
    if path.stat().st_size > LARGEST_FILE:
        raise CannotBeRead(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line, object_pairs_hook=once) for line in lines if line.strip()]


def days_of(name):
    """Return the hash of each day in a file: lines of JSON, or a date and a hash as printed."""
    days = {}
    for line in Path(name).read_text(encoding="utf-8").splitlines():
        if line.strip().startswith("{"):
            row = json.loads(line, object_pairs_hook=once)
            if row.get("type") == DAY:
                days[row["day"]] = row["hash"]
        elif line.strip():
            day, said = line.split()
            days[day] = said.lower()
    return days


def once(pairs):
    """Refuse an object that names something twice: two readers might see two things."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise CannotBeRead("a name stands twice")
    return found


if __name__ == "__main__":
    sys.exit(main())
