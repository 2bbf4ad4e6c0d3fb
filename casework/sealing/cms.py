"""The signature as it lies in a PDF: CMS SignedData (RFC 5652) of PAdES level B-B (EN 319 142-1).

It is written in one way only: the same digest, certificates and signature give the same bytes.
So whoever judges a letter can write it once more and compare, and not one bit goes unnoticed.
"""

from hashlib import sha256

from asn1crypto import algos, cms, tsp, x509

# The order of P-256. Of the two signatures that s and n-s make, only the lower counts.
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def one_form(signature: bytes) -> bytes:
    """Return an ECDSA signature in the one form that is written and accepted: DER, low s."""
    numbers = algos.DSASignature.load(signature, strict=True)
    r, s = numbers["r"].native, numbers["s"].native
    return bytes(algos.DSASignature({"r": r, "s": min(s, P256_ORDER - s)}).dump())


def signed_attributes(digest: bytes, certificate: bytes) -> cms.CMSAttributes:
    """Return what is signed: the digest of the file, and whose certificate is meant."""
    meant = tsp.ESSCertIDv2({"cert_hash": sha256(certificate).digest()})
    attributes = (
        ("content_type", "data"),
        ("message_digest", digest),
        ("signing_certificate_v2", tsp.SigningCertificateV2({"certs": [meant]})),
    )
    return cms.CMSAttributes(
        [cms.CMSAttribute({"type": kind, "values": [value]}) for kind, value in attributes]
    )


def to_be_signed(digest: bytes, certificate: bytes) -> bytes:
    """Return the bytes under the signature."""
    return signed_attributes(digest, certificate).dump()


def signed_data(
    digest: bytes, signature: bytes, *, certificate: bytes, chain: tuple[bytes, ...]
) -> bytes:
    """Return the whole container: signature, signed attributes, certificate and its chain."""
    signer = x509.Certificate.load(certificate)
    sha_256 = algos.DigestAlgorithm({"algorithm": "sha256"})
    info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": signer.issuer, "serial_number": signer.serial_number},
            ),
            "digest_algorithm": sha_256,
            "signed_attrs": signed_attributes(digest, certificate),
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": signature,
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [sha_256],
            "encap_content_info": {"content_type": "data"},
            "certificates": [x509.Certificate.load(each) for each in (certificate, *chain)],
            "signer_infos": [info],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": content}).dump()
