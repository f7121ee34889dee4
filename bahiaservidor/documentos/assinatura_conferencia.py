"""Judging the signatures of a PDF: who, when, what each covers, whether it is whole, whom its chain leads to.

pyHanko's ``valid`` says only that the signed summary is authentic: it stays True on a file changed afterwards.  What
counts here is ``bottom_line``, and what `assinatura_estrutura` looks at by itself.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from bahiaservidor.documentos import assinatura_palavras as palavras
from bahiaservidor.documentos.assinatura import (
    Certificado,
    ErroAssinatura,
    Raizes,
    exigir_complemento,
    ler_certificado,
)
from bahiaservidor.documentos.assinatura_conteudo import diferencas
from bahiaservidor.documentos.assinatura_estrutura import faixa, regular, sobra

TAMANHO_MAXIMO: Final = 60 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Veredito:
    """What is judged of one signature.

    ``integro``: what was signed is what is there.  ``todo``: it covers the whole file, or what follows are only other
    signatures.  ``confiavel``: the chain leads to a configured root.  ``assinado_em`` is proved when ``carimbado``,
    declared by whoever signed otherwise.  ``bom`` is the library's bottom line and ours together.
    """

    signatario: str
    assinado_em: dt.datetime | None
    carimbado: bool
    integro: bool
    todo: bool
    confiavel: bool
    bom: bool
    frases: tuple[str, ...]

    @property
    def texto(self) -> str:
        """The verdict in words."""
        return " ".join(self.frases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conferencia:
    """The signatures of a file, in the order they were made, and what is wrong with the file itself."""

    assinaturas: tuple[Veredito, ...]
    problemas: tuple[str, ...] = ()

    @property
    def boa(self) -> bool:
        """Whether there are signatures and every one of them holds."""
        return bool(self.assinaturas) and not self.problemas and all(v.bom for v in self.assinaturas)

    @property
    def inalterada(self) -> bool:
        """Whether nothing signed was changed, whoever signed."""
        return bool(self.assinaturas) and not self.problemas and all(v.integro and v.todo for v in self.assinaturas)


def conferir(pdf: bytes, *, raizes: Raizes, agora: dt.datetime) -> Conferencia:
    """Return the verdict on every signature of a PDF, as of ``agora``; no network is used.

    ErroAssinatura when the file cannot be read as a PDF.
    """
    exigir_complemento()
    with quieto():
        leitor = abrir(pdf)
        with lendo():
            achadas, estranhas = _assinaturas(leitor)
            vereditos = [_julgar(pdf, assinatura, raizes, agora) for assinatura in achadas]
    if not achadas and not estranhas:
        return Conferencia(assinaturas=(), problemas=(palavras.SEM_ASSINATURA,))
    problemas = [palavras.formato_desconhecido(formato) for formato in estranhas]
    fim = sum(faixa(achadas[0])[2:]) if achadas else len(pdf)
    if fim < len(pdf) and all(v.integro for v in vereditos):
        # A later increment may pass the rules of form and still draw over what was signed.
        motivos = diferencas(pdf[:fim], pdf, com_carimbos=True)
        problemas += [f"Depois da primeira assinatura, {motivo}." for motivo in motivos]
    return Conferencia(assinaturas=tuple(vereditos), problemas=tuple(problemas))


def abrir(pdf: bytes) -> Any:
    """Return the library's strict reader. ErroAssinatura on what cannot be read, or is locked by a password."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    if len(pdf) > TAMANHO_MAXIMO:
        raise ErroAssinatura("O arquivo passa de 60 MB. Nada foi lido; confira se é mesmo o documento.")
    with lendo():
        leitor = PdfFileReader(BytesIO(pdf))
        protegido = leitor.encrypted
        leitor.root  # noqa: B018 - read lazily
    if protegido:
        raise ErroAssinatura("O PDF está protegido por senha. Nada foi lido; peça uma cópia sem proteção.")
    return leitor


@contextmanager
def lendo() -> Iterator[None]:
    """Turn whatever a damaged file provokes inside the library into one refusal."""
    try:
        yield
    except ErroAssinatura:
        raise
    except Exception:
        # A file made to deceive fails in the library in every way there is; all of them mean the same.
        raise ErroAssinatura(
            "O arquivo não é um PDF íntegro: a estrutura dele ou a da assinatura não pôde ser lida. Nada foi guardado; "
            "peça o arquivo de novo a quem assinou."
        ) from None


@contextmanager
def quieto() -> Iterator[None]:
    """Keep the library's remarks on a bad signature out of the log: they quote certificates, and we say it better."""
    diarios = [logging.getLogger(nome) for nome in ("pyhanko", "pyhanko_certvalidator")]
    antes = [diario.level for diario in diarios]
    for diario in diarios:
        diario.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for diario, nivel in zip(diarios, antes, strict=True):
            diario.setLevel(nivel)


def _assinaturas(leitor: Any) -> tuple[list[Any], list[str]]:
    """Return the signatures the library can judge, oldest first, and the formats of those it cannot."""
    from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    conhecidos = {formato.value for formato in SigSeedSubFilter}
    achadas, estranhas = [], []
    for nome, objeto, campo in enumerate_sig_fields(leitor, filled_status=True):
        formato = str(objeto.get_object().get("/SubFilter", ""))
        if formato in conhecidos:
            achadas.append(EmbeddedPdfSignature(leitor, campo, nome))
        else:
            estranhas.append(formato)
    return sorted(achadas, key=lambda a: (a.signed_revision, a.fq_name)), estranhas


def _julgar(pdf: bytes, assinatura: Any, raizes: Raizes, agora: dt.datetime) -> Veredito:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    certificado = ler_certificado(assinatura.signer_cert)
    do_tempo = assinatura.sig_object_type == "/DocTimeStamp"
    situacao = _validar(assinatura, raizes, agora, do_tempo)
    carimbo = None if do_tempo else situacao.timestamp_validity
    carimbado = do_tempo or (carimbo is not None and carimbo.valid and carimbo.intact and carimbo.trusted)
    declarada = None if do_tempo else assinatura.self_reported_timestamp
    instante = situacao.timestamp if do_tempo else carimbo.timestamp if carimbo and carimbado else _ciente(declarada)
    inteiro = regular(pdf, assinatura)
    integro = bool(situacao.valid and situacao.intact and inteiro)
    arquivo_todo = situacao.coverage == SignatureCoverageLevel.ENTIRE_FILE and inteiro
    todo = arquivo_todo or (inteiro and not sobra(pdf, assinatura) and _so_assinaturas_depois(situacao, do_tempo))
    na_data = None
    if raizes.configuradas and not situacao.trusted and integro and instante is not None and agora > certificado.fim:
        # Expired since: what counts then is whether it held on a date that somebody else vouches for.
        na_data = _validar(assinatura, raizes, instante, do_tempo).trusted
    confiavel = bool(raizes.configuradas and integro and (situacao.trusted or (na_data and carimbado)))
    do_fim = situacao.bottom_line if not do_tempo else situacao.valid and situacao.intact and situacao.trusted
    bom = bool(integro and todo and confiavel and (do_fim or (na_data and carimbado)))
    frases = (
        palavras.quem(certificado, do_tempo=do_tempo),
        palavras.quando(instante, carimbado=carimbado, tentado=carimbo is not None),
        palavras.inteireza(integro=integro, todo=todo, arquivo_todo=arquivo_todo),
        palavras.cadeia(certificado, situacao.trust_problem_indic, confiavel=confiavel, na_data=na_data, agora=agora,
                        configurada=raizes.configuradas, integro=integro, raiz=_raiz(situacao)),
        palavras.REVOGACAO,
    )  # fmt: skip
    return Veredito(
        signatario=certificado.nome,
        assinado_em=instante,
        carimbado=carimbado,
        integro=integro,
        todo=todo,
        confiavel=confiavel,
        bom=bom,
        frases=tuple(frase for frase in frases if frase),
    )


def _validar(assinatura: Any, raizes: Raizes, momento: dt.datetime, do_tempo: bool) -> Any:
    from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature, async_validate_pdf_timestamp
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    contexto = _contexto(raizes, momento)
    if do_tempo:
        return asyncio.run(async_validate_pdf_timestamp(assinatura, contexto))
    usos = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})
    return asyncio.run(
        async_validate_pdf_signature(assinatura, contexto, _contexto(raizes, momento), key_usage_settings=usos)
    )


def _contexto(raizes: Raizes, momento: dt.datetime) -> Any:
    from pyhanko_certvalidator import ValidationContext

    # Roots are given even when there are none: the library would fall back on those of the system, which vouch for
    # web sites.  Revocation is not asked: it would take the network.
    return ValidationContext(
        trust_roots=_ler_todos(raizes.raizes),
        other_certs=_ler_todos(raizes.intermediarias),
        moment=momento,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _ler_todos(certificados: tuple[bytes, ...]) -> list[Any]:
    from asn1crypto import x509  # type: ignore[import-untyped]

    return [x509.Certificate.load(der) for der in certificados]


def _so_assinaturas_depois(situacao: Any, do_tempo: bool) -> bool:
    """Tell whether the revision is whole and what was added later is what other signatures need."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    permitida = situacao.docmdp_ok if not do_tempo else True
    return bool(
        situacao.coverage == SignatureCoverageLevel.ENTIRE_REVISION
        and situacao.modification_level is not None
        and situacao.modification_level <= ModificationLevel.FORM_FILLING
        and permitida
    )


def _ciente(instante: dt.datetime | None) -> dt.datetime | None:
    """Return the instant with a zone: one written without it is taken as UTC."""
    return instante.replace(tzinfo=dt.UTC) if instante is not None and instante.tzinfo is None else instante


def _raiz(situacao: Any) -> Certificado | None:
    caminho = situacao.validation_path
    if not situacao.trusted or caminho is None:
        return None
    return ler_certificado(caminho.first)
