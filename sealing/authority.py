"""The portal's certificate authority: one root, and under it a certificate for each agency's seal.

Plain X.509 (RFC 5280) without Django, so that keys can be made before any setting is read.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import core, keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID, ObjectIdentifier

ROOT_YEARS = 20
YEAR = timedelta(days=365)
# RFC 9336: a key for signing documents, which serves for nothing else.
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
LONGEST_COMMON_NAME = 64  # X.520, upper bounds


@dataclass(frozen=True)
class Subject:
    """Whose certificate it is: the agency's name and code, and the certificate's own number."""

    name: str
    code: str
    number: str


def new_private_key() -> ec.EllipticCurvePrivateKey:
    """Return a new key on the curve P-256."""
    return ec.generate_private_key(ec.SECP256R1())


def key_as_pem(key: ec.EllipticCurvePrivateKey) -> str:
    """Return the private key as text, unencrypted: whoever stores it encrypts it."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def key_of_pem(pem: str) -> ec.EllipticCurvePrivateKey:
    """Return the private key of this text."""
    key = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("the key of a seal is a key on an elliptic curve")
    return key


def new_root(key: ec.EllipticCurvePrivateKey, *, name: str, begins_at: datetime) -> str:
    """Return the self-signed root certificate as PEM."""
    subject = x509.Name([_name(NameOID.COUNTRY_NAME, "CN"), _name(NameOID.COMMON_NAME, name)])
    public = key.public_key()
    builder = _builder(public, begins_at, begins_at + ROOT_YEARS * YEAR)
    builder = builder.subject_name(subject).issuer_name(subject)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(authority=True), critical=True)
    return _pem(builder.sign(key, hashes.SHA256()))


def new_certificate(
    public: bytes,
    subject: Subject,
    *,
    begins_at: datetime,
    ends_at: datetime,
    root: x509.Certificate,
    root_key: ec.EllipticCurvePrivateKey,
) -> bytes:
    """Return the certificate of an agency's seal as DER; it can sign letters and nothing else.

    `public` is the key as DER SubjectPublicKeyInfo. The certificate ends with its root at the
    latest.
    """
    builder = _builder(root_key.public_key(), begins_at, min(ends_at, root.not_valid_after_utc))
    builder = builder.subject_name(_agency(subject)).issuer_name(root.subject)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    builder = builder.add_extension(_usage(authority=False), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
    issuer = root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer)
    builder = builder.add_extension(issued_by, critical=False)
    drafted = builder.sign(root_key, hashes.SHA256()).public_bytes(Encoding.DER)
    return _with_key(drafted, public, root_key)


def _with_key(drafted: bytes, public: bytes, root_key: ec.EllipticCurvePrivateKey) -> bytes:
    """Put the agency's key in place of the root's and sign anew.

    The builder takes no key of SM2; the form of a certificate knows them all.
    """
    certificate = asn1.Certificate.load(drafted)
    facts = certificate["tbs_certificate"]
    facts["subject_public_key_info"] = info = keys.PublicKeyInfo.load(public)
    for extension in facts["extensions"]:
        if extension["extn_id"].native == "key_identifier":
            extension["extn_value"] = core.ParsableOctetString(core.OctetString(info.sha1).dump())
    signature = root_key.sign(facts.dump(force=True), ec.ECDSA(hashes.SHA256()))
    certificate["signature_value"] = signature
    return bytes(certificate.dump(force=True))


def holder_of(certificate: x509.Certificate) -> str:
    """Return the name of the agency whose certificate it is, as it was when it was issued."""
    return _said(certificate, NameOID.ORGANIZATION_NAME)


def name_of(certificate: x509.Certificate) -> str:
    """Return what a certificate is called."""
    return _said(certificate, NameOID.COMMON_NAME)


def number_of(certificate: x509.Certificate) -> str:
    """Return the certificate's own number, as on the seal."""
    return _said(certificate, NameOID.SERIAL_NUMBER)


def certificates_of_pem(pem: str) -> list[x509.Certificate]:
    """Return the certificates of a PEM file, in its order."""
    return x509.load_pem_x509_certificates(pem.encode()) if pem.strip() else []


def _builder(
    public: ec.EllipticCurvePublicKey, begins_at: datetime, ends_at: datetime
) -> x509.CertificateBuilder:
    """Begin a certificate with a random serial number of 159 bits."""
    identifier = x509.SubjectKeyIdentifier.from_public_key(public)
    return (
        x509.CertificateBuilder()
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins_at)
        .not_valid_after(ends_at)
        .add_extension(identifier, critical=False)
    )


def _agency(subject: Subject) -> x509.Name:
    return x509.Name(
        [
            _name(NameOID.COUNTRY_NAME, "CN"),
            _name(NameOID.ORGANIZATION_NAME, subject.name),
            _name(NameOID.ORGANIZATIONAL_UNIT_NAME, subject.code),
            _name(NameOID.COMMON_NAME, subject.name[:LONGEST_COMMON_NAME]),
            _name(NameOID.SERIAL_NUMBER, subject.number),
        ]
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    """An authority signs certificates; a seal signs letters and stands by them."""
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(kind: ObjectIdentifier, value: str) -> x509.NameAttribute[str]:
    return x509.NameAttribute(kind, value)


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()


def _said(certificate: x509.Certificate, kind: ObjectIdentifier) -> str:
    said = certificate.subject.get_attributes_for_oid(kind)
    return str(said[0].value) if said else ""
