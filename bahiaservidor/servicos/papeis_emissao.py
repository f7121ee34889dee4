"""Papers issued: numbered per órgão, kind and year, and kept byte for byte.

What is on the screen is a draft until `emitir`: issuing gives the number, draws it on the paper and keeps the bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ..documentos.autenticidade import ler_marca
from ..documentos.peca import DataImpressa
from ..estatuto import canonico
from ..estatuto.erros import ErroDominio
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import papeis as consultas
from . import acessos, numeracao
from .contexto import Contexto
from .papeis_andamento import AosPoucos, Cancelado, Progresso, em_passos
from .papeis_especies import ESPECIES as ESPECIES
from .papeis_especies import POR_ORDEM as POR_ORDEM
from .papeis_especies import formato_do_gemeo as formato_do_gemeo
from .papeis_especies import intitular as intitular
from .papeis_especies import nome_da_especie as nome_da_especie
from .papeis_especies import nome_de_arquivo as nome_de_arquivo
from .papeis_especies import por_ordem as por_ordem
from .permissoes import Permissao, exige
from .protecao import exigir_ver_papel, protegida
from .tipos import DocumentoEmitido

_TENTATIVAS: Final = 8


PDF: Final = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemeo:
    """The same paper in another format, kept with it when it is issued; ``fazer`` writes it with the number given.

    ``aos_poucos`` writes the same, and tells how far it is.
    """

    sufixo: str
    nome_arquivo: str
    midia: str
    fazer: Callable[[int], bytes] = field(repr=False, compare=False)
    aos_poucos: AosPoucos | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Papel:
    """A paper drawn, ready to be seen, saved and printed.

    ``numero`` is the number printed on it, None while it has a blank there; ``ano`` the year of the sequence.
    ``assunto`` is the title without kind and number; ``desenhar`` draws it again with a number, ``aos_poucos`` does so
    telling how far it is.  ``memoria`` says where each date it prints comes from.  ``ao_guardar`` is called with the
    open transaction and the id of what was kept.
    """

    titulo: str
    nome_arquivo: str
    pdf: bytes = field(repr=False)
    especie: str
    ano: int
    assunto: str
    orgao_id: int = 0
    numero: int | None = None
    modelo_versao: str = ""
    servidor_id: int | None = None
    vinculo_id: int | None = None
    minuta_id: int | None = None
    ato_id: int | None = None
    desenhar: Callable[[int], bytes] | None = field(default=None, repr=False, compare=False)
    aos_poucos: AosPoucos | None = field(default=None, repr=False, compare=False)
    midia: str = PDF
    memoria: tuple[DataImpressa, ...] = ()
    gemeos: tuple[Gemeo, ...] = ()
    lote: str = ""
    origem_id: int | None = None
    ao_guardar: Callable[[Conexao, int], None] | None = field(default=None, repr=False, compare=False)


@exige(Permissao.EMITIR_DOCUMENTO)
def emitir(
    ctx: Contexto, *, papel: Papel, progresso: Progresso | None = None, cancelado: Cancelado | None = None
) -> DocumentoEmitido:
    """Issue a paper: number it, keep its bytes, and return what was kept (`bytes_de` gives the bytes).

    The same paper issued again is the one already kept, byte for byte.  A termo whose data changed since keeps its
    number and is kept beside the first issue.  ErroDominio when the registry cannot be written, or when ``cancelado``
    answers yes before it is; nothing is kept then.  ``progresso`` receives hundredths of what is drawn.
    """
    repetido = _ja_emitido(ctx, papel)
    if repetido is not None:
        return repetido
    if papel.numero is not None or por_ordem(papel.especie) or papel.desenhar is None:
        prontos = [(gemeo, gemeo.fazer(papel.numero or 0)) for gemeo in papel.gemeos]
        with ctx.banco.escrita() as conexao:
            return _emitir_como_esta(ctx, conexao, papel, prontos)
    for _ in range(_TENTATIVAS):
        with ctx.banco.leitura() as conexao:
            numero = _proximo(conexao, papel)
        # Drawn outside the transaction, so that nobody waits for it; the number is looked at again before it is taken.
        passos = [(papel.desenhar, papel.aos_poucos), *((g.fazer, g.aos_poucos) for g in papel.gemeos)]
        pdf, *outros = em_passos(passos, numero, progresso, cancelado)
        feitos = list(zip(papel.gemeos, outros, strict=True))
        with ctx.banco.escrita() as conexao:
            if _proximo(conexao, papel) == numero:
                return _guardar(ctx, conexao, papel, especie=papel.especie, numero=numero, pdf=pdf, gemeos=feitos)
    raise ErroDominio(
        "Outras pessoas estão emitindo documentos neste momento, e o número não pôde ser reservado. "
        "Nada foi emitido; tente de novo."
    )


def emitir_em(ctx: Contexto, conexao: Conexao, papel: Papel) -> DocumentoEmitido:
    """Issue a paper as it is inside an open transaction: one kept by order (`POR_ORDEM`), with what goes with it."""
    return _emitir_como_esta(ctx, conexao, papel, [(gemeo, gemeo.fazer(papel.numero or 0)) for gemeo in papel.gemeos])


@protegida
def emitidos(
    ctx: Contexto, *, especie: str | None = None, servidor_id: int | None = None
) -> tuple[DocumentoEmitido, ...]:
    """Return the papers issued, the latest first: all, those of a kind (`ESPECIES`), those about a person."""
    with ctx.banco.leitura() as conexao:
        return tuple(
            documento_emitido(linha) for linha in consultas.emitidos(conexao, especie=especie, servidor_id=servidor_id)
        )


@protegida
def gemeos_de(ctx: Contexto, *, documento_id: int) -> tuple[DocumentoEmitido, ...]:
    """Return what was kept with a paper, or made from it: its other formats, its signed versions; the latest first."""
    with ctx.banco.leitura() as conexao:
        return tuple(documento_emitido(linha) for linha in consultas.originados(conexao, documento_id))


@protegida
def memoria_de(ctx: Contexto, *, documento_id: int) -> tuple[DataImpressa, ...]:
    """Return where each date of an issued paper comes from, as it was when issued."""
    with ctx.banco.leitura() as conexao:
        texto = consultas.memoria(conexao, documento_id)
    return tuple(canonico.ler(DataImpressa, linha) for linha in json.loads(texto or "[]"))


def bytes_de(ctx: Contexto, *, documento_id: int) -> bytes:
    """Return the bytes of an issued paper, as they were issued.

    ErroDominio when there is no such paper, or when what is kept is not what was issued.
    """
    with ctx.banco.leitura() as conexao:
        guardado = consultas.conteudo(conexao, documento_id)
        linha = None if ctx.pode(Permissao.VER_SAUDE) else consultas.emitido(conexao, documento_id)
    if linha is not None and linha.midia != PDF and linha.origem_id is not None:
        bytes_de(ctx, documento_id=linha.origem_id)  # the pages of the paper it says the same as
    if guardado is None:
        raise ErroDominio("O documento emitido não existe. Nada foi alterado; atualize a lista.")
    hash_, pdf = guardado
    if _hash(pdf) != hash_:
        raise ErroDominio(
            "O documento guardado não confere com o que foi emitido: o arquivo do registro foi alterado por fora. "
            "Nada foi impresso; restaure a última cópia de segurança e avise o responsável pelo registro."
        )
    exigir_ver_papel(ctx, pdf)
    acessos.anotar(ctx, "documento_emitido", documento_id, "papel")
    return pdf


# ------------------------------------------------------------------ inside


def _ja_emitido(ctx: Contexto, papel: Papel) -> DocumentoEmitido | None:
    """Return this very paper, if it was issued before."""
    with ctx.banco.leitura() as conexao:
        achado = _igual(conexao, papel, papel.pdf)
        if achado is not None or papel.numero is not None or por_ordem(papel.especie):
            return None if achado is None else documento_emitido(achado)
        anterior = consultas.com_assunto(
            conexao, especie=papel.especie, orgao_id=papel.orgao_id, ano=papel.ano, assunto=papel.assunto
        )
    if anterior is None or papel.desenhar is None:
        return None
    # Issued without a number of its own on the screen: it is the same if it is equal once it has that one.
    return documento_emitido(anterior) if _hash(papel.desenhar(anterior.numero)) == anterior.hash else None


def _igual(conexao: Conexao, papel: Papel, pdf: bytes) -> consultas.Guardado | None:
    especies = (papel.especie, f"{papel.especie}_reemitido")
    achados = (
        consultas.igual(conexao, especie=especie, orgao_id=papel.orgao_id, hash_=_hash(pdf)) for especie in especies
    )
    return next((achado for achado in achados if achado is not None), None)


def _emitir_como_esta(
    ctx: Contexto, conexao: Conexao, papel: Papel, gemeos: Sequence[tuple[Gemeo, bytes]]
) -> DocumentoEmitido:
    """Keep a paper whose number is already printed, or that has none of its own."""
    achado = _igual(conexao, papel, papel.pdf)
    if achado is not None:
        return documento_emitido(achado)
    especie, numero = papel.especie, papel.numero
    if numero is not None and not por_ordem(especie):
        if consultas.numero_livre(conexao, especie=especie, orgao_id=papel.orgao_id, ano=papel.ano, numero=numero):
            return _guardar(ctx, conexao, papel, especie=especie, numero=numero, pdf=papel.pdf, gemeos=gemeos)
        especie = f"{especie}_reemitido"
    ordem = consultas.maior_numero(conexao, especie=especie, orgao_id=papel.orgao_id, ano=papel.ano) + 1
    return _guardar(ctx, conexao, papel, especie=especie, numero=ordem, pdf=papel.pdf, gemeos=gemeos)


def _proximo(conexao: Conexao, papel: Papel) -> int:
    return numeracao.maior_do_papel(conexao, especie=papel.especie, orgao_id=papel.orgao_id, ano=papel.ano) + 1


def _guardar(
    ctx: Contexto,
    conexao: Conexao,
    papel: Papel,
    *,
    especie: str,
    numero: int,
    pdf: bytes,
    gemeos: Sequence[tuple[Gemeo, bytes]] = (),
) -> DocumentoEmitido:
    impresso = papel.numero if por_ordem(especie) else numero
    titulo = intitular(especie, papel.assunto, impresso, papel.ano)
    documento_id = _inserir(
        ctx, conexao, papel, especie=especie, numero=numero, dados=pdf, titulo=titulo, midia=papel.midia,
        origem_id=papel.origem_id,
    )  # fmt: skip
    for gemeo, dados in gemeos:
        _inserir(
            ctx, conexao, papel, especie=f"{especie}_{gemeo.sufixo}", numero=numero, dados=dados,
            titulo=f"{titulo} ({formato_do_gemeo(gemeo.sufixo)})", midia=gemeo.midia, origem_id=documento_id,
        )  # fmt: skip
    if papel.ao_guardar is not None:
        papel.ao_guardar(conexao, documento_id)
    trilhar(
        conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao="emite", objeto="documento_emitido",
        objeto_id=documento_id, detalhe=especie,
    )  # fmt: skip
    guardado = consultas.emitido(conexao, documento_id)
    assert guardado is not None
    return documento_emitido(guardado)


def _inserir(
    ctx: Contexto,
    conexao: Conexao,
    papel: Papel,
    *,
    especie: str,
    numero: int,
    dados: bytes,
    titulo: str,
    midia: str,
    origem_id: int | None,
) -> int:
    colunas = colunas_do_papel(
        ctx, papel, especie=especie, numero=numero, dados=dados, titulo=titulo, midia=midia, origem_id=origem_id
    )
    return consultas.guardar(conexao, pdf=dados, hash_=colunas.pop("hash"), **colunas)


def colunas_do_papel(
    ctx: Contexto,
    papel: Papel,
    *,
    especie: str,
    numero: int,
    dados: bytes,
    titulo: str,
    midia: str = PDF,
    origem_id: int | None = None,
) -> dict[str, Any]:
    """Return what is kept of a paper beside its bytes, by column."""
    if midia == PDF:
        exigir_ver_papel(ctx, dados)
    marca = ler_marca(dados) if midia == PDF else None
    return {
        "hash": _hash(dados),
        "especie": especie,
        "orgao_id": papel.orgao_id,
        "ano": papel.ano,
        "numero": numero,
        "titulo": titulo,
        "modelo_versao": papel.modelo_versao,
        "emitido_em": ctx.relogio.agora(),
        "emitido_por": ctx.usuario,
        "servidor_id": papel.servidor_id,
        "vinculo_id": papel.vinculo_id,
        "minuta_id": papel.minuta_id,
        "ato_id": papel.ato_id,
        "midia": midia,
        "memoria": canonico.texto_canonico(papel.memoria) if midia == PDF else "[]",
        "codigo": marca.codigo if marca is not None else "",
        "lote": papel.lote,
        "origem_id": origem_id,
    }


def documento_emitido(linha: Any) -> DocumentoEmitido:
    """Return the row of an issued paper as the value screens know."""
    return DocumentoEmitido(
        id=linha.id,
        especie=linha.especie,
        numero=f"{linha.numero}/{linha.ano}",
        titulo=linha.titulo,
        emitido_em=linha.emitido_em,
        emitido_por=linha.emitido_por,
        servidor_id=linha.servidor_id,
        vinculo_id=linha.vinculo_id,
        hash=linha.hash,
        midia=linha.midia,
        codigo=linha.codigo,
        lote=linha.lote,
        origem_id=linha.origem_id,
    )


def _hash(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()
