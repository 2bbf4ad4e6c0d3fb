"""Signing with SM2 and SM3 (GB/T 32918.2, GB/T 32905), beside a file rather than in it.

This is the place of a national e-seal: `COUNTER_SIGNER` names this class, or one that asks a
licensed module for the same signature. The arithmetic is plain Python: right to the standard's
examples, but it does not hide its timing, so a key of weight belongs into a module.
"""

import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from asn1crypto import algos, core, keys, x509
from cryptography.hazmat.primitives import hashes

from sealing.signers import NewKey, SealKey

DEFAULT_ID = b"1234567812345678"  # GM/T 0009, 10: the signer's name unless agreed otherwise
CURVE_OID = "1.2.156.10197.1.301"

# The recommended curve, GB/T 32918.5.
P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
GX = 0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7
GY = 0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0
SIZE = 32
UNCOMPRESSED = 4


class Point(NamedTuple):
    """A point of the curve other than the one at infinity."""

    x: int
    y: int


BASE = Point(GX, GY)
_Projective = tuple[int, int, int]  # Jacobian: x = X/Z², y = Y/Z³; Z = 0 is the point at infinity
_INFINITY: _Projective = (1, 1, 0)


@dataclass(frozen=True)
class Sm2Signer:
    """Keys as numbers in the portal's own (encrypted) rows; detached signatures as DER."""

    algorithm: str = "sm2"

    def new_key(self) -> NewKey:
        """Make a private key from 1 to n-2 and its point (GB/T 32918.1, 6.1)."""
        private = secrets.randbelow(N - 2) + 1
        return NewKey(public_key_info(multiplied(private, BASE)), f"{private:064x}")

    def sign(self, data: bytes, *, key: SealKey) -> bytes:
        """Return r and s as DER (GB/T 32918.2, 6.1; GM/T 0009, 7.3)."""
        private = int(key.secret, 16)
        return sign_digest(digest_of(data, _own_point(key.secret)), private)

    def verify(self, data: bytes, signature: bytes, *, certificate: bytes) -> bool:
        """Whether the signature is that of the certificate's key."""
        try:
            public = point_of(certificate)
            r, s = numbers(signature)
        except (ValueError, TypeError, KeyError):
            return False
        return is_signature(digest_of(data, public), r, s, public)


def sm3(data: bytes) -> bytes:
    """Return the SM3 digest (GB/T 32905)."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()


def sign_digest(e: int, private: int, k: int | None = None) -> bytes:
    """Return the signature of a digest; `k` is given only by the examples of the standard."""
    while True:
        chance = k or secrets.randbelow(N - 1) + 1
        r = (e + multiplied(chance, BASE).x) % N
        s = pow(1 + private, -1, N) * (chance - r * private) % N
        if r and s and (r + chance) % N:
            return _Signature({"r": r, "s": s}).dump()


def is_signature(e: int, r: int, s: int, public: Point) -> bool:
    """Judge r and s against a digest and a public key (GB/T 32918.2, 7.1)."""
    if not (1 <= r < N and 1 <= s < N and (r + s) % N):
        return False
    point = _added(_times(s, BASE), _times((r + s) % N, public))
    return point[2] != 0 and (e + _flat(point).x) % N == r


def digest_of(data: bytes, public: Point, identity: bytes = DEFAULT_ID) -> int:
    """Return what is signed: the data behind the digest of who signs (GB/T 32918.2, 5.5)."""
    return int.from_bytes(sm3(identity_digest(public, identity) + data))


def identity_digest(public: Point, identity: bytes = DEFAULT_ID) -> bytes:
    """Return Z: the signer's name, the curve and the public key, digested."""
    bits = (len(identity) * 8).to_bytes(2)
    parts = (A, B, GX, GY, public.x, public.y)
    return sm3(bits + identity + b"".join(number.to_bytes(SIZE) for number in parts))


def public_key_info(public: Point) -> bytes:
    """Return the public key as DER SubjectPublicKeyInfo (GM/T 0015)."""
    algorithm = keys.PublicKeyAlgorithm(
        {"algorithm": "ec", "parameters": keys.ECDomainParameters("named", CURVE_OID)}
    )
    point = bytes([UNCOMPRESSED]) + public.x.to_bytes(SIZE) + public.y.to_bytes(SIZE)
    return keys.PublicKeyInfo({"algorithm": algorithm, "public_key": point}).dump()


def point_of(certificate: bytes) -> Point:
    """Return the public key of a certificate; raises `ValueError` when it is none of SM2."""
    info = x509.Certificate.load(certificate, strict=True).public_key
    named = info["algorithm"]["parameters"].chosen.dotted
    raw = bytes(info["public_key"])
    if named != CURVE_OID or len(raw) != 1 + 2 * SIZE or raw[0] != UNCOMPRESSED:
        raise ValueError("not a key of SM2")
    point = Point(int.from_bytes(raw[1 : SIZE + 1]), int.from_bytes(raw[SIZE + 1 :]))
    if not _is_on_the_curve(point):
        raise ValueError("no point of the curve")
    return point


class _Signature(core.Sequence):
    """The two numbers of a signature, as ECDSA writes them too."""

    _fields = algos.DSASignature._fields


def numbers(signature: bytes) -> tuple[int, int]:
    """Read r and s; only the one shortest way of writing them counts."""
    read = _Signature.load(signature, strict=True)
    r, s = int(read["r"].native), int(read["s"].native)
    if _Signature({"r": r, "s": s}).dump() != signature:
        raise ValueError("not DER")
    return r, s


@lru_cache(maxsize=1024)
def _own_point(secret: str) -> Point:
    return multiplied(int(secret, 16), BASE)


def _is_on_the_curve(point: Point) -> bool:
    in_range = 0 <= point.x < P and 0 <= point.y < P
    return in_range and (point.y**2 - point.x**3 - A * point.x - B) % P == 0


def multiplied(number: int, point: Point) -> Point:
    return _flat(_times(number, point))


def _times(number: int, point: Point) -> _Projective:
    """Double and add, from the highest bit down."""
    sum_, addend = _INFINITY, (point.x, point.y, 1)
    for bit in f"{number:b}":
        sum_ = _doubled(sum_)
        if bit == "1":
            sum_ = _added(sum_, addend)
    return sum_


def _doubled(point: _Projective) -> _Projective:
    x, y, z = point
    if z == 0 or y == 0:
        return _INFINITY
    y2 = y * y % P
    s = 4 * x * y2 % P
    m = 3 * (x - z * z) * (x + z * z) % P  # 3x² + az⁴, for a = -3
    new_x = (m * m - 2 * s) % P
    return new_x, (m * (s - new_x) - 8 * y2 * y2) % P, 2 * y * z % P


def _added(one: _Projective, other: _Projective) -> _Projective:
    if one[2] == 0 or other[2] == 0:
        return other if one[2] == 0 else one
    (x1, y1, z1), (x2, y2, z2) = one, other
    z1_2, z2_2 = z1 * z1 % P, z2 * z2 % P
    u1, u2 = x1 * z2_2 % P, x2 * z1_2 % P
    s1, s2 = y1 * z2_2 * z2 % P, y2 * z1_2 * z1 % P
    if u1 == u2:
        return _doubled(one) if s1 == s2 else _INFINITY
    h, r = u2 - u1, s2 - s1
    h2 = h * h % P
    h3, v = h * h2 % P, u1 * h2 % P
    x3 = (r * r - h3 - 2 * v) % P
    return x3, (r * (v - x3) - s1 * h3) % P, h * z1 * z2 % P


def _flat(point: _Projective) -> Point:
    x, y, z = point
    inverse = pow(z, -1, P)
    return Point(x * inverse**2 % P, y * inverse**3 % P)
