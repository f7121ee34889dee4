"""Signing papers, taking in those signed elsewhere, and judging the signatures of what is kept.

A signed paper is a new issued paper beside the original, whose bytes never change.  Keys, passwords and PINs go from
whoever signs to the signature and are kept nowhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from ..documentos.assinatura import ErroAssinatura, Raizes
from ..documentos.assinatura_conferencia import Conferencia, conferir
from ..documentos.assinatura_importacao import (
    Confronto,
    Modo,
    codigo,
    comecos,
    comparar,
    conferir_inalterada,
    numeros_impressos,
)
from ..documentos.assinatura_pdf import assinar as assinar_pdf
from ..registro import configuracao
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import assinaturas as consultas
from ..registro.consultas import papeis
from ..registro.consultas.papeis import Guardado
from ..relogio import fuso_da_bahia
from .assinaturas_chaves import ChaveA1, ChaveToken
from .assinaturas_raizes import raizes
from .contexto import Contexto
from .papeis_emissao import PDF, Papel, bytes_de, documento_emitido, emitir, memoria_de, nome_de_arquivo
from .permissoes import Permissao, exige
from .tipos import DocumentoEmitido
from .tipos.assinaturas import AssinaturaConferida, Conferido, ExameImportacao

SUFIXO: Final = "_assinado"
_NUMERO_NO_TITULO: Final = re.compile(r" nº (\d+)/\d{4} – ")


class DeNenhumDocumento(ErroAssinatura):
    """Nothing in the file says which paper it is of."""


# ------------------------------------------------------------------ signing


@exige(Permissao.ASSINAR)
def assinar(
    ctx: Contexto, *, documento_id: int, chave: ChaveA1 | ChaveToken, motivo: str = "", carimbo: bool = True
) -> DocumentoEmitido:
    """Sign an issued paper and return the signed version kept; signatures it already has stay as they are.

    The latest signed version is the one signed.  The secret is forgotten whatever happens.  ErroDominio when it
    cannot be signed or kept; nothing is kept then.
    """
    try:
        alvo = ultima_versao(ctx, documento_id=documento_id)
        pdf = bytes_de(ctx, documento_id=alvo.id)
        # Read first: a folder that is gone is said before anything is signed.
        confiaveis = raizes(ctx)
        with ctx.banco.leitura() as conexao:
            local = configuracao.ler(conexao, configuracao.MUNICIPIO) or ""
        assinado = assinar_arquivo(ctx, pdf=pdf, chave=chave, motivo=motivo, local=local, carimbo=carimbo)
    finally:
        chave.apagar()
    conferencia = conferir(assinado, raizes=confiaveis, agora=ctx.relogio.agora())
    if not conferencia.inalterada:
        raise ErroAssinatura(
            "A assinatura foi feita, mas o documento assinado não confere: uma assinatura anterior não admite outra. "
            "Nada foi guardado; assine o documento original."
        )
    return _guardar(ctx, alvo, assinado, conferencia, frase="", unica=True)


@exige(Permissao.ASSINAR)
def assinar_arquivo(
    ctx: Contexto, *, pdf: bytes, chave: ChaveA1 | ChaveToken, motivo: str = "", local: str = "", carimbo: bool = True
) -> bytes:
    """Return a PDF signed now, without keeping it. The secret is forgotten whatever happens. ErroAssinatura."""
    agora = ctx.relogio.agora().astimezone(fuso_da_bahia())
    return assinar_em(pdf, chave, agora=agora, motivo=motivo, local=local, carimbo=carimbo)


def assinar_em(
    pdf: bytes, chave: ChaveA1 | ChaveToken, *, agora: dt.datetime, motivo: str = "", local: str = "",
    carimbo: bool = True,
) -> bytes:  # fmt: skip
    """Return a PDF signed at an instant, which needs no registry. The secret is forgotten whatever happens."""
    try:
        with chave.abrir(agora) as aberta:
            return assinar_pdf(pdf, aberta, instante=agora, motivo=motivo, local=local, carimbo=carimbo)
    finally:
        chave.apagar()


def ultima_versao(ctx: Contexto, *, documento_id: int) -> DocumentoEmitido:
    """Return the latest signed version of an issued paper, or the paper. ErroAssinatura when it is not a PDF."""
    with ctx.banco.leitura() as conexao:
        atual = _exigir(conexao, documento_id)
        while assinadas := _assinadas(conexao, atual.id):
            atual = assinadas[0]
    return documento_emitido(atual)


def _assinadas(conexao: Conexao, documento_id: int) -> list[Guardado]:
    return [d for d in papeis.originados(conexao, documento_id) if d.especie.endswith(SUFIXO)]


def _exigir(conexao: Conexao, documento_id: int) -> Guardado:
    achado = papeis.emitido(conexao, documento_id)
    if achado is None:
        raise ErroAssinatura("O documento emitido não existe. Nada foi alterado; atualize a lista.")
    if achado.midia != PDF:
        raise ErroAssinatura(
            f"“{achado.titulo}” não é um PDF, e só PDF se assina. Nada foi assinado; escolha o documento em PDF."
        )
    return achado


# ------------------------------------------------------------------ from elsewhere


@exige(Permissao.VERIFICAR)
def examinar(ctx: Contexto, *, pdf: bytes, documento_id: int | None = None) -> ExameImportacao:
    """Compare a PDF signed elsewhere with what was issued, without keeping it.

    ``documento_id`` None finds the paper by its contents.  ErroDominio with the reason when it is refused: no
    signature, changed, or not that paper (nor any).
    """
    original, confronto = _examinar(ctx, pdf, documento_id)
    conferencia = confronto.conferencia
    with ctx.banco.leitura() as conexao:
        iguais = [d for d in papeis.com_hash(conexao, _hash(pdf)) if d.especie.endswith(SUFIXO)]
    return ExameImportacao(
        original=documento_emitido(original),
        assinaturas=_valores(conferencia),
        frase=confronto.modo.frase,
        regravado=confronto.modo is Modo.REGRAVADO,
        boa=conferencia.boa,
        ja_guardado=documento_emitido(iguais[0]) if iguais else None,
    )


@exige(Permissao.ASSINAR)
def importar(ctx: Contexto, *, pdf: bytes, documento_id: int | None = None) -> DocumentoEmitido:
    """Keep a PDF signed elsewhere as a signed version, with the verdict on it, and return it.

    The same bytes twice are kept once.  ErroDominio as `examinar`; nothing is kept then.
    """
    original, confronto = _examinar(ctx, pdf, documento_id)
    with ctx.banco.leitura() as conexao:
        iguais = [d for d in papeis.com_hash(conexao, _hash(pdf)) if d.especie.endswith(SUFIXO)]
    if iguais:
        return documento_emitido(iguais[0])
    return _guardar(
        ctx, documento_emitido(original), pdf, confronto.conferencia, frase=confronto.modo.frase, unica=False
    )


def _examinar(ctx: Contexto, pdf: bytes, documento_id: int | None) -> tuple[Guardado, Confronto]:
    # Judged before looking for the paper: what was changed is of nobody.
    conferencia = conferir_inalterada(pdf, raizes=raizes(ctx), agora=ctx.relogio.agora())
    with ctx.banco.leitura() as conexao:
        escolhido = None if documento_id is None else _exigir(conexao, documento_id)
        pelos_bytes = _pelo_comeco(conexao, pdf)
        if escolhido is not None:
            candidatos = [_da_familia(conexao, escolhido, pelos_bytes) or escolhido]
        else:
            candidatos = [pelos_bytes] if pelos_bytes is not None else _pelo_numero(conexao, pdf)
    recusa: ErroAssinatura | None = None
    for candidato in candidatos:
        try:
            emitido = bytes_de(ctx, documento_id=candidato.id)
            return candidato, Confronto(modo=comparar(emitido, pdf), conferencia=conferencia)
        except ErroAssinatura as erro:
            recusa = recusa or erro
    if escolhido is not None and pelos_bytes is not None and candidatos == [escolhido]:
        raise ErroAssinatura(
            f"O arquivo é o documento “{pelos_bytes.titulo}”, e não o escolhido. Nada foi guardado; escolha aquele "
            "documento para importá-lo."
        )
    raise recusa or DeNenhumDocumento(
        "O PDF não é de nenhum documento emitido por este registro. Nada foi guardado; só se importa a versão assinada "
        "do que foi emitido aqui."
    )


def _pelo_comeco(conexao: Conexao, pdf: bytes) -> Guardado | None:
    """Return the paper with whose bytes the file begins, the longest first."""
    hashes = [_hash(comeco) for comeco in comecos(pdf[:-1])]
    achados = {d.hash: d for d in consultas.com_algum_hash(conexao, hashes) if d.midia == PDF} if hashes else {}
    return next((achados[h] for h in hashes if h in achados), None)


def _da_familia(conexao: Conexao, escolhido: Guardado, outro: Guardado | None) -> Guardado | None:
    """Return ``outro`` when it is the chosen paper, or a signed version of it, or what it is a signed version of."""
    if outro is None:
        return None
    return outro if _raiz_de(conexao, outro).id == _raiz_de(conexao, escolhido).id else None


def _raiz_de(conexao: Conexao, documento: Guardado) -> Guardado:
    while documento.especie.endswith(SUFIXO) and documento.origem_id is not None:
        anterior = papeis.emitido(conexao, documento.origem_id)
        if anterior is None:
            break
        documento = anterior
    return documento


def _pelo_numero(conexao: Conexao, pdf: bytes) -> list[Guardado]:
    """Return the papers that a file written again may be: by its code, else by the number it prints."""
    achados = papeis.com_codigo(conexao, escrito) if (escrito := codigo(pdf)) else []
    if not achados:
        for numero, ano in numeros_impressos(pdf)[:4]:
            achados += consultas.com_numero_impresso(conexao, numero, ano)
    return [d for d in achados if d.midia == PDF and not d.especie.endswith(SUFIXO)][:20]


# ------------------------------------------------------------------ judging what is kept


@exige(Permissao.VERIFICAR)
def conferir_documento(ctx: Contexto, *, documento_id: int) -> Conferido:
    """Judge the signatures of a kept paper now, keep the verdict if it changed, and return it.

    ErroDominio when the paper cannot be read; what was judged before stays.
    """
    pdf = bytes_de(ctx, documento_id=documento_id)
    conferencia = conferir(pdf, raizes=raizes(ctx), agora=ctx.relogio.agora())
    with ctx.banco.leitura() as conexao:
        documento = _exigir(conexao, documento_id)
        ultimas = _ultimas(consultas.do_documento(conexao, documento_id))
    frase = ""
    if documento.especie.endswith(SUFIXO) and documento.origem_id is not None:
        inteiro = pdf.startswith(bytes_de(ctx, documento_id=documento.origem_id))
        frase = (Modo.ACRESCIDO if inteiro else Modo.REGRAVADO).frase
    linhas = _linhas(ctx, documento_id, conferencia)
    if not ctx.banco.somente_leitura and [_essencia(x) for x in linhas] != [_essencia(x._asdict()) for x in ultimas]:
        with ctx.banco.escrita() as conexao:
            consultas.inserir(conexao, linhas)
            trilhar(
                conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao="confere", objeto="documento_emitido",
                objeto_id=documento_id, detalhe="assinatura",
            )  # fmt: skip
    observacoes = tuple(filter(None, (frase, *conferencia.problemas)))
    return Conferido(
        documento=documento_emitido(documento), assinaturas=_valores(conferencia), observacoes=observacoes,
        boa=conferencia.boa,
    )  # fmt: skip


def conferir_arquivo(*, pdf: bytes, confiaveis: Raizes, agora: dt.datetime) -> Conferencia:
    """Judge the signatures of any PDF. ErroAssinatura when it cannot be read."""
    return conferir(pdf, raizes=confiaveis, agora=agora)


def guardadas(ctx: Contexto, *, documento_id: int) -> tuple[AssinaturaConferida, ...]:
    """Return the signatures of a kept paper as they were last judged."""
    with ctx.banco.leitura() as conexao:
        ultimas = _ultimas(consultas.do_documento(conexao, documento_id))
    return tuple(
        AssinaturaConferida(
            signatario=a.signatario, assinado_em=a.assinado_em, integro=a.integro, todo=a.todo, confiavel=a.confiavel,
            veredito=a.veredito,
        )
        for a in ultimas
    )  # fmt: skip


# ------------------------------------------------------------------ inside


@exige(Permissao.ASSINAR)
def _guardar(
    ctx: Contexto, origem: DocumentoEmitido, pdf: bytes, conferencia: Conferencia, *, frase: str, unica: bool
) -> DocumentoEmitido:
    with ctx.banco.leitura() as conexao:
        guardado = _exigir(conexao, origem.id)
        raiz = _raiz_de(conexao, guardado)
        minuta_id, ato_id, modelo = consultas.minuta_ato_modelo(conexao, raiz.id)
    especie = f"{raiz.especie}{SUFIXO}"
    impresso = _NUMERO_NO_TITULO.search(raiz.titulo)
    nomes = _enumerar(list(dict.fromkeys(v.signatario for v in conferencia.assinaturas)))
    papel = Papel(
        titulo=raiz.titulo,
        nome_arquivo=nome_de_arquivo(especie, impresso[1] if impresso else None, raiz.ano),
        pdf=pdf,
        especie=especie,
        ano=raiz.ano,
        assunto=f"{raiz.titulo.partition(' – ')[2] or raiz.titulo}, assinado por {nomes}",
        orgao_id=raiz.orgao_id,
        numero=int(impresso[1]) if impresso else None,
        modelo_versao=modelo,
        servidor_id=raiz.servidor_id,
        vinculo_id=raiz.vinculo_id,
        minuta_id=minuta_id,
        ato_id=ato_id,
        memoria=memoria_de(ctx, documento_id=raiz.id),
        lote=raiz.lote,
        origem_id=origem.id,
        ao_guardar=partial(_anotar, ctx, origem.id, conferencia, frase, unica),
    )
    return emitir(ctx, papel=papel)


def _anotar(
    ctx: Contexto, origem_id: int, conferencia: Conferencia, frase: str, unica: bool, conexao: Conexao, id_: int
) -> None:
    """Write the verdicts with the paper; refuse when somebody signed the same version meanwhile."""
    if unica and len(_assinadas(conexao, origem_id)) > 1:
        raise ErroAssinatura(
            "Outra pessoa assinou este documento enquanto você assinava. Nada foi guardado; assine de novo, sobre a "
            "versão dela."
        )
    consultas.inserir(conexao, _linhas(ctx, id_, conferencia, frase))


def _linhas(ctx: Contexto, documento_id: int, conferencia: Conferencia, frase: str = "") -> list[dict[str, Any]]:
    instante = ctx.relogio.agora()
    return [
        {
            "documento_id": documento_id,
            "signatario": v.signatario,
            "assinado_em": v.assinado_em.astimezone(dt.UTC) if v.assinado_em is not None else None,
            "integro": v.integro,
            "todo": v.todo,
            "confiavel": v.confiavel,
            "veredito": " ".join(filter(None, (v.texto, frase, *conferencia.problemas))),
            "instante": instante,
            "usuario": ctx.usuario,
        }
        for v in conferencia.assinaturas
    ]


def _ultimas(todas: Sequence[consultas.AssinaturaGuardada]) -> list[consultas.AssinaturaGuardada]:
    """Return the verdicts written together last."""
    return [a for a in todas if a.instante == todas[-1].instante]


def _essencia(linha: dict[str, Any]) -> tuple[object, ...]:
    """Return what makes a verdict another one; how the file came in was said once, when it did."""
    veredito = str(linha["veredito"])
    for modo in Modo:
        veredito = veredito.replace(f" {modo.frase}", "")
    return (linha["signatario"], linha["assinado_em"], linha["integro"], linha["todo"], linha["confiavel"], veredito)


def _valores(conferencia: Conferencia) -> tuple[AssinaturaConferida, ...]:
    return tuple(
        AssinaturaConferida(
            signatario=v.signatario, assinado_em=v.assinado_em, integro=v.integro, todo=v.todo, confiavel=v.confiavel,
            veredito=v.texto, frases=v.frases,
        )
        for v in conferencia.assinaturas
    )  # fmt: skip


def _enumerar(nomes: list[str]) -> str:
    return nomes[0] if len(nomes) == 1 else f"{', '.join(nomes[:-1])} e {nomes[-1]}"


def _hash(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()
