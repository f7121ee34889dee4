"""An ICP of our own, made once: a root, an authority below it, people with A1 files; and a token in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from bahiaservidor.documentos import termo_posse
from bahiaservidor.documentos.assinatura import Raizes, Segredo
from bahiaservidor.documentos.assinatura_chaves import Chave, chave_a1
from bahiaservidor.documentos.assinatura_pdf import assinar
from tests.documentos import amostras

SENHA: Final = "cajueiro-Florido-71"
FUSO: Final = dt.timezone(dt.timedelta(hours=-3))
AGORA: Final = dt.datetime(2026, 3, 9, 14, 3, 22, tzinfo=FUSO)
BENEDITO: Final = "BENEDITO ARAUJO SACRAMENTO:52998224725"
DORALICE: Final = "DORALICE PITANGA MOTA:11144477735"

Par = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


def emitir(
    nome: str,
    autoridade: Par | None,
    *,
    ca: bool = False,
    inicio: dt.datetime = dt.datetime(2025, 1, 1, tzinfo=dt.UTC),
    fim: dt.datetime = dt.datetime(2030, 1, 1, tzinfo=dt.UTC),
    assina: bool = True,
) -> Par:
    """Return a key and its certificate, issued by the authority or by itself."""
    chave = ec.generate_private_key(ec.SECP256R1())
    sujeito = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "BR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "ICP do Recôncavo"),
            x509.NameAttribute(NameOID.COMMON_NAME, nome),
        ]
    )
    usos = x509.KeyUsage(
        digital_signature=assina and not ca, content_commitment=assina and not ca, key_encipherment=not ca,
        data_encipherment=False, key_agreement=False, key_cert_sign=ca, crl_sign=ca, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip
    construtor = (
        x509.CertificateBuilder()
        .subject_name(sujeito)
        .issuer_name(autoridade[1].subject if autoridade else sujeito)
        .public_key(chave.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(inicio)
        .not_valid_after(fim)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usos, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(chave.public_key()), critical=False)
    )
    return chave, construtor.sign(autoridade[0] if autoridade else chave, hashes.SHA256())


@cache
def raiz() -> Par:
    """Return the root."""
    return emitir("AC Raiz do Recôncavo", None, ca=True)


@cache
def intermediaria() -> Par:
    """Return the authority below the root."""
    return emitir("AC Intermediária do Recôncavo v5", raiz(), ca=True)


def der(par: Par) -> bytes:
    """Return a certificate in DER."""
    return par[1].public_bytes(serialization.Encoding.DER)


def confiaveis() -> Raizes:
    """Return what an installation that trusts our root is given."""
    return Raizes(raizes=(der(raiz()),))


def pkcs12_de(par: Par, senha: str = SENHA) -> bytes:
    """Return the A1 file of somebody; without a password when it is empty. Few rounds: what is tested is not that."""
    protecao: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if senha:
        protecao = (
            serialization.PrivateFormat.PKCS12.encryption_builder()
            .kdf_rounds(50)
            .key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
            .hmac_hash(hashes.SHA1())
            .build(senha.encode())
        )
    return pkcs12.serialize_key_and_certificates(b"a1", par[0], par[1], [intermediaria()[1]], protecao)


@cache
def a1(nome: str = BENEDITO) -> bytes:
    """Return the A1 file of a person in good standing."""
    return pkcs12_de(emitir(nome, intermediaria()))


def chave(nome: str = BENEDITO) -> Chave:
    """Return the key of a person, ready to sign."""
    return chave_a1(a1(nome), Segredo(SENHA), agora=AGORA)


@cache
def termo() -> bytes:
    """Return a termo de posse as issued."""
    return termo_posse.gerar(amostras.POSSE)


@cache
def assinado(*nomes: str) -> bytes:
    """Return the termo signed by these people, in order."""
    *antes, ultimo = nomes or (BENEDITO,)
    pdf = assinado(*antes) if antes else termo()
    return assinar(pdf, chave(ultimo), instante=AGORA, motivo="Termo de posse", local="Salvador")


def regravado(pdf: bytes, *, de: bytes = b"", para: bytes = b"", palavras_chave: str = "") -> bytes:
    """Return a PDF written again by another program, with some bytes of its pages changed if asked."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, StreamObject

    escritor = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    if de:
        for pagina in escritor.pages:
            conteudo = pagina.get_contents()
            assert conteudo is not None
            novo = StreamObject()
            novo.set_data(conteudo.get_data().replace(de, para))
            pagina[NameObject("/Contents")] = escritor._add_object(novo)
    if palavras_chave:
        escritor.add_metadata({"/Keywords": palavras_chave})
    saida = BytesIO()
    escritor.write(saida)
    return saida.getvalue()


# ------------------------------------------------------------------ a token in memory


class _Objeto(dict[Any, Any]):
    """An object of the token; a key signs."""

    par: ec.EllipticCurvePrivateKey | None = None

    def sign(self, dados: bytes, **_: object) -> bytes:
        assert self.par is not None
        r, s = utils.decode_dss_signature(self.par.sign(dados, ec.ECDSA(utils.Prehashed(hashes.SHA256()))))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


class _Sessao:
    def __init__(self, objetos: Sequence[_Objeto]) -> None:
        self._objetos = objetos

    def get_objects(self, procurado: dict[Any, Any]) -> Iterator[_Objeto]:
        return (o for o in self._objetos if all(o.get(chave) == valor for chave, valor in procurado.items()))


class FichaSimulada:
    """A token of our own: answers what pyHanko and we ask of a real one, PIN included."""

    def __init__(self, rotulo: str, pin: str, pessoas: dict[str, Par], outros: Sequence[Par] = ()) -> None:
        import pkcs11
        from pkcs11 import Attribute, ObjectClass

        self.label, self._pin = rotulo, pin
        self.flags = pkcs11.TokenFlag.TOKEN_INITIALIZED
        self._publicos, self._privados = [], []
        certificados = [*pessoas.items(), *((f"AC {n}", par) for n, par in enumerate(outros))]
        for numero, (nome, par) in enumerate(certificados, start=1):
            identidade = {Attribute.ID: bytes([numero]), Attribute.LABEL: nome}
            self._publicos.append(
                _Objeto({Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.VALUE: der(par), **identidade})
            )
            if nome in pessoas:
                chave = _Objeto({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.SIGN: True, **identidade})
                chave.par = par[0]
                self._privados.append(chave)

    @contextmanager
    def open(self, user_pin: str | None = None) -> Iterator[_Sessao]:
        import pkcs11

        if user_pin is not None and user_pin != self._pin:
            raise pkcs11.PinIncorrect
        yield _Sessao([*self._publicos, *(self._privados if user_pin is not None else [])])


class ModuloSimulado:
    """A PKCS#11 library with these tokens."""

    def __init__(self, *fichas: FichaSimulada) -> None:
        self._fichas = fichas

    def get_slots(self, token_present: bool = False) -> list[ModuloSimulado._Lugar]:
        assert token_present
        return [self._Lugar(ficha) for ficha in self._fichas]

    class _Lugar:
        def __init__(self, ficha: FichaSimulada) -> None:
            self._ficha = ficha

        def get_token(self) -> FichaSimulada:
            return self._ficha
