"""The key of whoever signs: in a file (A1, PKCS#12) or in a token (PKCS#11). Neither key nor password is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from bahiaservidor.documentos.assinatura import (
    Certificado,
    ErroAssinatura,
    Segredo,
    exigir_complemento,
    ler_certificado,
)
from bahiaservidor.estatuto.formatos.datas import formatar_data

_USOS: Final = frozenset({"digital_signature", "non_repudiation"})
_NADA: Final = "Nada foi assinado"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chave:
    """A key ready to sign: the certificate in words, and what pyHanko signs with."""

    certificado: Certificado
    assinante: Any = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificadoNoToken:
    """A certificate found in a token, with what chooses it."""

    ficha: str
    rotulo: str
    certificado: Certificado
    com_chave: bool


# ------------------------------------------------------------------ A1


def chave_a1(arquivo: bytes, senha: Segredo, *, agora: dt.datetime) -> Chave:
    """Return the key of a PKCS#12 file, valid at ``agora``.

    ErroAssinatura: not a PKCS#12, wrong password, no private key, expired, not yet valid, not meant for signing.
    """
    exigir_complemento()
    from pyhanko.sign.signers import SimpleSigner

    _conferir_pkcs12(arquivo)
    assinante = None
    # A file without a password has an empty one, or none at all: both are in use.
    for tentativa in (senha.revelar(),) if senha else (b"", None):
        try:
            assinante = SimpleSigner.load_pkcs12_data(arquivo, other_certs=(), passphrase=tentativa)
            break
        except ValueError:
            continue
        except AttributeError:
            # The library takes for granted that a key and a certificate are there.
            raise ErroAssinatura(
                f"O arquivo do certificado não tem a chave privada de quem assina. {_NADA}; exporte o certificado "
                "de novo com a chave privada (arquivo .pfx ou .p12)."
            ) from None
    if assinante is None:
        # Without the cause: what the library says may quote the file.
        raise ErroAssinatura(f"A senha do certificado não confere. {_NADA}; digite-a de novo.")
    assinante.embed_roots = False
    certificado = ler_certificado(assinante.signing_cert)
    conferir_validade(assinante.signing_cert, certificado, agora=agora)
    return Chave(certificado=certificado, assinante=assinante)


def _conferir_pkcs12(arquivo: bytes) -> None:
    from asn1crypto import pkcs12  # type: ignore[import-untyped]

    try:
        pfx = pkcs12.Pfx.load(arquivo)
        tipo = pfx["auth_safe"]["content_type"].native
        pfx["version"].native  # noqa: B018 - read lazily: damage shows only when asked
    except (ValueError, TypeError, KeyError):
        tipo = ""
    if tipo not in ("data", "signed_data"):
        raise ErroAssinatura(
            f"O arquivo escolhido não é um certificado A1 (PKCS#12, .pfx ou .p12). {_NADA}; escolha outro arquivo."
        )


def conferir_validade(der: Any, certificado: Certificado, *, agora: dt.datetime) -> None:
    """Raise ErroAssinatura unless the certificate is valid at ``agora`` and meant for signing."""
    if agora > certificado.fim:
        raise ErroAssinatura(
            f"O certificado de {certificado.nome} venceu em {_dia(certificado.fim)}. {_NADA}; use um certificado "
            "em vigor."
        )
    if agora < certificado.inicio:
        raise ErroAssinatura(
            f"O certificado de {certificado.nome} só vale a partir de {_dia(certificado.inicio)}. {_NADA}; confira "
            "o relógio do computador ou use outro certificado."
        )
    usos = der.key_usage_value
    if usos is not None and not _USOS & set(usos.native):
        raise ErroAssinatura(
            f"O certificado de {certificado.nome} não foi emitido para assinar: falta nele o uso de assinatura "
            f"digital. {_NADA}; use um certificado de assinatura."
        )


def _dia(instante: dt.datetime) -> str:
    return formatar_data(instante.date())


# ------------------------------------------------------------------ tokens


def listar_token(modulo: str) -> tuple[CertificadoNoToken, ...]:
    """Return the certificates that the tokens of a PKCS#11 module show without a PIN.

    ``com_chave`` is True where the certificate is known to have its key, or where only the PIN would tell.
    ErroAssinatura when the module cannot be used.
    """
    achados = []
    for ficha in _fichas(modulo):
        try:
            with ficha.open() as sessao:
                achados += [_no_token(ficha, objeto, True) for objeto in _certificados(sessao)]
        except _erros() as erro:
            raise _traduzir(erro) from None
    return tuple(achados)


@contextmanager
def chave_do_token(
    modulo: str, *, pin: Segredo, agora: dt.datetime, ficha: str = "", rotulo: str = ""
) -> Iterator[Chave]:
    """Give the key of a token while its session is open.

    ``ficha`` is the token's label (needed with more than one), ``rotulo`` the certificate's.  ErroAssinatura says
    what is missing: module, token, certificate, key, PIN.
    """
    exigir_complemento()
    escolhida = _escolher_ficha(_fichas(modulo), ficha)
    try:
        with escolhida.open(user_pin=pin.revelar().decode("utf-8")) as sessao:
            yield _chave_da_sessao(sessao, rotulo, agora)
    except _erros() as erro:
        raise _traduzir(erro) from None


def _chave_da_sessao(sessao: Any, rotulo: str, agora: dt.datetime) -> Chave:
    from asn1crypto import x509
    from pkcs11 import Attribute
    from pyhanko.sign.pkcs11 import PKCS11Signer

    objetos = list(_certificados(sessao))
    chaves = {identificador for identificador in _ids_das_chaves(sessao) if identificador}
    com_chave = [o for o in objetos if _id(o) in chaves]
    if rotulo:
        com_chave = [o for o in com_chave if _rotulo(o) == rotulo]
    if not com_chave:
        alvo = f"o certificado “{rotulo}”" if rotulo else "um certificado com chave privada"
        raise ErroAssinatura(f"O token não tem {alvo} para assinar. {_NADA}; liste os certificados e escolha outro.")
    if len(com_chave) > 1:
        nomes = ", ".join(f"“{_rotulo(o)}”" for o in com_chave)
        raise ErroAssinatura(f"O token tem mais de um certificado: {nomes}. {_NADA}; escolha um deles.")
    escolhido = com_chave[0]
    der = x509.Certificate.load(escolhido[Attribute.VALUE])
    certificado = ler_certificado(der)
    conferir_validade(der, certificado, agora=agora)
    assinante = PKCS11Signer(
        sessao,
        signing_cert=der,
        key_id=_id(escolhido),
        ca_chain=[x509.Certificate.load(o[Attribute.VALUE]) for o in objetos if o is not escolhido],
        embed_roots=False,
        # Tokens in use hash outside (ECDSA) or inside (RSA); the raw way of ECDSA is the one all of them have.
        use_raw_mechanism=der.public_key.algorithm == "ec",
    )
    return Chave(certificado=certificado, assinante=assinante)


def carregar_modulo(modulo: str) -> Any:
    """Return the PKCS#11 library at that path: the one door to the token, so that a test may stand behind it."""
    from pkcs11 import lib

    return lib(modulo)


def _fichas(modulo: str) -> list[Any]:
    exigir_complemento("pkcs11")
    if not modulo.strip():
        raise ErroAssinatura(f"Falta indicar o módulo PKCS#11 do token (.so ou .dll). {_NADA}.")
    try:
        biblioteca = carregar_modulo(modulo)
    except (RuntimeError, OSError):
        raise ErroAssinatura(
            f"O módulo PKCS#11 “{modulo}” não pôde ser carregado. {_NADA}; indique o arquivo .so ou .dll do fabricante "
            "do token."
        ) from None
    from pkcs11 import TokenFlag

    try:
        fichas = [lugar.get_token() for lugar in biblioteca.get_slots(token_present=True)]
        fichas = [ficha for ficha in fichas if ficha.flags & TokenFlag.TOKEN_INITIALIZED]
    except _erros() as erro:
        raise _traduzir(erro) from None
    if not fichas:
        raise ErroAssinatura(f"Nenhum token foi encontrado. {_NADA}; ligue o token ao computador e tente de novo.")
    return fichas


def _escolher_ficha(fichas: Sequence[Any], rotulo: str) -> Any:
    escolhidas = [f for f in fichas if not rotulo or f.label.strip() == rotulo.strip()]
    nomes = ", ".join(f"“{f.label.strip()}”" for f in fichas)
    if not escolhidas:
        raise ErroAssinatura(f"O token “{rotulo}” não está ligado. {_NADA}; os encontrados são: {nomes}.")
    if len(escolhidas) > 1:
        raise ErroAssinatura(f"Há mais de um token ligado: {nomes}. {_NADA}; escolha um deles.")
    return escolhidas[0]


def _certificados(sessao: Any) -> Iterator[Any]:
    from pkcs11 import Attribute, ObjectClass

    yield from sessao.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})


def _ids_das_chaves(sessao: Any) -> list[bytes]:
    from pkcs11 import Attribute, ObjectClass

    return [_id(objeto) for objeto in sessao.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})]


def _no_token(ficha: Any, objeto: Any, com_chave: bool) -> CertificadoNoToken:
    from asn1crypto import x509
    from pkcs11 import Attribute

    der = x509.Certificate.load(objeto[Attribute.VALUE])
    return CertificadoNoToken(
        ficha=ficha.label.strip(),
        rotulo=_rotulo(objeto),
        certificado=ler_certificado(der),
        com_chave=com_chave and not der.ca,
    )


def _id(objeto: Any) -> bytes:
    from pkcs11 import Attribute

    return bytes(objeto[Attribute.ID])


def _rotulo(objeto: Any) -> str:
    from pkcs11 import Attribute

    return str(objeto[Attribute.LABEL])


def _erros() -> tuple[type[Exception], ...]:
    from pkcs11 import PKCS11Error

    return (PKCS11Error,)


def _traduzir(erro: Exception) -> ErroAssinatura:
    """Return the refusal of a token in words. What the library says is not quoted: it may carry what was typed."""
    import pkcs11 as p

    frases: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
        ((p.PinIncorrect, p.PinInvalid, p.PinLenRange),
         "O PIN do token não confere; digite-o de novo. Depois de alguns erros o token se bloqueia."),
        ((p.PinLocked,), "O token está bloqueado por excesso de PINs errados; desbloqueie-o com o PUK."),
        ((p.PinExpired,), "O PIN do token venceu; troque-o no programa do fabricante."),
        ((p.TokenNotPresent, p.DeviceRemoved, p.TokenNotRecognised),
         "O token foi retirado ou não é reconhecido; ligue-o e tente de novo."),
        ((p.SessionExists, p.UserAlreadyLoggedIn, p.AnotherUserAlreadyLoggedIn),
         "O token está em uso por outro programa; feche-o e tente de novo."),
    )  # fmt: skip
    for classes, frase in frases:
        if isinstance(erro, classes):
            return ErroAssinatura(f"{frase} {_NADA}.")
    return ErroAssinatura(
        f"O token recusou a operação ({type(erro).__name__}). {_NADA}; confira o token e tente de novo."
    )
