"""Signing a letter as PDF: PAdES B-B with P-256, certified so that nothing may be changed.

The file stays PDF/A-2a and PDF/UA-1: the signature is appended, its field lies on the drawn seal,
shows nothing of its own, and stands in the structure tree.
"""

from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from io import BytesIO

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
    PdfObject,
    StreamObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import (
    PdfCMSEmbedder,
    SigIOSetup,
    SigMDPSetup,
    SigObjSetup,
)
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from sealing import cms
from sealing.authority import key_as_pem, key_of_pem, new_private_key
from sealing.signers import NewKey, SealKey
from sealing.typesetting import Paper, SealPlace

FIELD = "Seal"
LONGEST_SIGNATURE = 72  # bytes of an ECDSA signature on P-256, as DER
KEYS_KEPT = 1024
Box = tuple[int, int, int, int]  # left, bottom, right, top, in points
# RFC 6979: no chance in it, so that a letter signed again is the same letter.
ECDSA = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


class PadesSigner:
    """Keys in the portal's own (encrypted) rows; letters signed by pyHanko's writer of PDF."""

    algorithm = "p256"

    def new_key(self) -> NewKey:
        """Make a key on P-256."""
        key = new_private_key()
        public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return NewKey(public, key_as_pem(key))

    def sign(self, data: bytes, *, key: SealKey) -> bytes:
        """Return the ECDSA signature with SHA-256, as DER, of the two possible the lower."""
        return cms.one_form(_private_key(key.secret).sign(data, ECDSA))

    def verify(self, data: bytes, signature: bytes, *, certificate: bytes) -> bool:
        """Whether the signature is that of the certificate's key."""
        try:
            if cms.one_form(signature) != signature:
                return False
            public = x509.load_der_x509_certificate(certificate).public_key()
            if not isinstance(public, ec.EllipticCurvePublicKey):
                return False
            public.verify(signature, data, ECDSA)
        except (InvalidSignature, ValueError, TypeError, x509.InvalidVersion):
            return False
        return True

    def sign_pdf(self, paper: Paper, *, key: SealKey, at: datetime, reason: str) -> bytes:
        """Return the file with the signature appended."""
        update = _Update(paper.pdf, at)
        page, box = _place(update, paper.seals)
        spec = SigFieldSpec(
            FIELD, on_page=page, box=box, readable_field_name=f"{key.holder} · {key.number}"
        )
        embedding = PdfCMSEmbedder(new_field_spec=spec).write_cms(FIELD, update)
        _settle_in(update, next(embedding), page, box)
        embedding.send(_setup(key, at, reason))
        prepared, written = embedding.send(SigIOSetup(md_algorithm="sha256"))
        digest = prepared.document_digest
        signature = self.sign(cms.to_be_signed(digest, key.certificate), key=key)
        embedding.send(_container(digest, signature, key))
        return bytes(written.getbuffer())


class _Update(IncrementalPdfFileWriter):
    """An appended revision: no other word of the letter is touched, and no chance is in it."""

    def __init__(self, pdf: bytes, at: datetime) -> None:
        super().__init__(BytesIO(pdf + b"\n"))  # typst ends without
        first, _random = self._document_id
        second = sha256(pdf + at.astimezone(UTC).isoformat().encode()).digest()[:16]
        self._document_id = ArrayObject([first, ByteStringObject(second)])

    def _update_meta(self) -> None:
        """The letter's own description of itself stays: it was made once."""


def _place(update: _Update, seals: tuple[SealPlace, ...]) -> tuple[int, Box]:
    """Return page (from 0) and box of the seal; a letter without one is signed out of sight."""
    pages = update.root["/Pages"]["/Count"]
    seal = next((each for each in seals if 1 <= each.page <= pages), None)
    if seal is None:
        return 0, (0, 0, 0, 0)
    page = update.find_page_for_modification(seal.page - 1)[0].get_object()
    top = float(page["/MediaBox"][3])
    box = (seal.x, top - seal.y - seal.size, seal.x + seal.size, top - seal.y)
    left, bottom, right, upper = map(round, box)
    return seal.page - 1, (left, bottom, right, upper)


def _setup(key: SealKey, at: datetime, reason: str) -> SigObjSetup:
    """Describe the signature: when, by whom, for which letter; from now on no change at all."""
    room = 2 * len(_container(bytes(32), bytes(LONGEST_SIGNATURE), key))
    placeholder = SignatureObject(
        timestamp=at.astimezone(UTC),  # as reading.py expects it
        subfilter=SigSeedSubFilter.PADES,
        name=key.holder,
        reason=reason,
        bytes_reserved=room,
    )
    certified = SigMDPSetup("sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    return SigObjSetup(sig_placeholder=placeholder, mdp_setup=certified)


def _container(digest: bytes, signature: bytes, key: SealKey) -> bytes:
    return cms.signed_data(digest, signature, certificate=key.certificate, chain=key.chain)


def _settle_in(update: _Update, widget: IndirectObject, page: int, box: Box) -> None:
    """Make the new field fit for an archive: an appearance, a place in the structure, PAdES named.

    PDF/A-2 wants an appearance of every field; this one is empty, for the seal is already drawn.
    """
    update.register_extension(ESIC_EXTENSION_1)
    left, bottom, right, upper = box
    square = [0, 0, right - left, upper - bottom]
    nothing = StreamObject(_dictionary(Type="/XObject", Subtype="/Form"), stream_data=b"")
    nothing[pdf_name("/BBox")] = ArrayObject(map(NumberObject, square))
    nothing[pdf_name("/Resources")] = DictionaryObject()
    field = widget.get_object()
    field[pdf_name("/AP")] = _dictionary(N=update.add_object(nothing))
    _put_into_the_structure(update, widget, update.find_page_for_modification(page)[0])


def _put_into_the_structure(update: _Update, widget: IndirectObject, page: IndirectObject) -> None:
    """Tell where in the text the field stands: at its end (PDF/UA-1, 7.18.4: in a Form)."""
    root = update.root["/StructTreeRoot"]
    document, numbers, key = root["/K"][0], root["/ParentTree"]["/Nums"], root["/ParentTreeNextKey"]
    here = _dictionary(Type="/OBJR", Obj=widget, Pg=page)
    above = root["/K"].raw_get(0)
    form = update.add_object(_dictionary(Type="/StructElem", S="/Form", P=above, K=here))
    document["/K"].append(form)
    numbers.extend([NumberObject(key), form])
    root[pdf_name("/ParentTreeNextKey")] = NumberObject(key + 1)
    widget.get_object()[pdf_name("/StructParent")] = NumberObject(key)
    for changed in (document["/K"], numbers, root):
        update.update_container(changed)


def _dictionary(**entries: str | PdfObject) -> DictionaryObject:
    """Return a dictionary of names and objects."""
    return DictionaryObject(
        {
            pdf_name(f"/{key}"): pdf_name(value) if isinstance(value, str) else value
            for key, value in entries.items()
        }
    )


@lru_cache(maxsize=KEYS_KEPT)
def _private_key(secret: str) -> ec.EllipticCurvePrivateKey:
    """Keep parsed keys: reading one takes longer than signing with it."""
    return key_of_pem(secret)
