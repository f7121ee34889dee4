"""A whole list of papers in one go: gathered in few reads, drawn with nobody waiting, numbered and kept all or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from ..arquivos import conferir_destino, dentro, gravar_arquivo
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import papeis as consultas_de_papeis
from ..registro.consultas import papeis_lote as consultas
from . import papeis_lote_numeros as numeros_
from .contexto import Contexto
from .papeis_avisos import AVISOS
from .papeis_emissao import (
    Gemeo,
    Papel,
    colunas_do_papel,
    documento_emitido,
    formato_do_gemeo,
    intitular,
    nome_da_especie,
    nome_de_arquivo,
)
from .papeis_lote_atos import ATOS
from .papeis_lote_especies import TERMOS, Fabricante, Reunido
from .permissoes import Permissao, exige
from .protecao import protegida
from .tipos.lote import Alvo, Destinatario, EspecieDoLote, Falha, LoteEmitido, PedidoDoLote

if TYPE_CHECKING:
    from ..documentos.lote import Desenhados

FABRICANTES: Final[Mapping[str, Fabricante]] = MappingProxyType(
    {fabricante.especie.chave: fabricante for fabricante in (*TERMOS, *AVISOS, *ATOS)}
)
"""The kinds that come in batches, in the order in which they are offered: a new one is added here."""

MAIS_PAPEIS: Final = 3000
"""Papers in one batch: each is some 90 KB until it is kept."""

_Gemeos = list[list[tuple[Gemeo, bytes]]]

_TENTATIVAS: Final = 4
_MAIS_NOMES: Final = 5

Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]


class LoteRecusado(ErroDominio):
    """Somebody's paper cannot be made; nothing was issued.  ``falhas`` says whose and why."""

    def __init__(self, falhas: Sequence[Falha]) -> None:
        primeiras = "; ".join(f"{f.nome}: {f.motivo.rstrip('.')}" for f in falhas[:_MAIS_NOMES])
        mais = f"; e mais {len(falhas) - _MAIS_NOMES}" if len(falhas) > _MAIS_NOMES else ""
        super().__init__(f"{primeiras}{mais}. Nada foi emitido; desmarque ou corrija e repita.")
        self.falhas = tuple(falhas)


def especies() -> tuple[EspecieDoLote, ...]:
    """Return the kinds of paper that come in batches."""
    return tuple(f.especie for f in FABRICANTES.values())


@protegida
def destinatarios(ctx: Contexto, *, especie: str, alvo: Alvo, hoje: date) -> tuple[Destinatario, ...]:
    """Return who of a list, or of these vínculos, may get a paper of a kind, and why the others may not."""
    fabricante = _fabricante(especie)
    with ctx.banco.leitura() as conexao:
        return tuple(fabricante.destinatarios(ctx, conexao, alvo, hoje))


def falhas(ctx: Contexto, *, pedido: PedidoDoLote, hoje: date) -> tuple[Falha, ...]:
    """Return whose papers could not be made, before anything is drawn; none when the batch may be issued."""
    return tuple(item for item in _reunir(ctx, pedido, hoje) if isinstance(item, Falha))


@exige(Permissao.EMITIR_DOCUMENTO)
def emitir_lote(
    ctx: Contexto,
    *,
    pedido: PedidoDoLote,
    hoje: date,
    junto: bool = True,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> LoteEmitido:
    """Issue the papers of a batch, in the order asked: numbered in sequence, kept one by one in one transaction.

    ``junto`` also gives, and keeps, all of them in one PDF: of a kind that is one paper for all, that one.  A paper
    already issued, equal, keeps its number.
    LoteRecusado names whose paper cannot be made; Cancelamento when ``cancelado`` answers yes: nothing is kept then.
    """
    um_so = _fabricante(pedido.especie).especie.um_so
    itens = _reunir(ctx, pedido, hoje)
    ruins = [item for item in itens if isinstance(item, Falha)]
    if ruins:
        raise LoteRecusado(ruins)
    prontos = _reconhecer(ctx, [item for item in itens if isinstance(item, Reunido)])
    for _ in range(_TENTATIVAS):
        with ctx.banco.leitura() as conexao:
            numeros = numeros_.reservar(conexao, prontos)
        titulo, gemeos = _titulo(pedido.especie, len(prontos), hoje), _Gemeos()
        juntos = junto and not um_so
        desenhados = _desenhar(prontos, numeros, titulo, juntos, progresso, cancelado, gemeos)
        with ctx.banco.escrita() as conexao:
            # Somebody may have taken a number meanwhile: then the papers are drawn again.
            if numeros_.reservar(conexao, prontos) == numeros:
                emitido = _guardar(ctx, conexao, pedido.especie, prontos, numeros, desenhados, gemeos, hoje)
                return _de_um_so(emitido, junto) if um_so else emitido
    raise ErroDominio(
        "Outras pessoas estão emitindo documentos neste momento, e os números não puderam ser reservados. "
        "Nada foi emitido; tente de novo."
    )


def gravar_na_pasta(
    arquivos: Sequence[tuple[str, bytes]], pasta: Path, *, registro: Path | None = None
) -> tuple[Path, ...]:
    """Write each paper to the folder and return the files.  ErroDeArquivo names the first that could not be written."""
    conferir_pasta(pasta)
    return tuple(gravar_arquivo(dentro(pasta, nome), dados, registro=registro) for nome, dados in arquivos)


def conferir_pasta(pasta: Path) -> None:
    """Refuse a folder that cannot hold the files, before any paper is issued.  Raises ErroDeArquivo."""
    conferir_destino(pasta / "conferencia.pdf")


# ------------------------------------------------------------------ gathering


def _fabricante(especie: str) -> Fabricante:
    achado = FABRICANTES.get(especie)
    if achado is None:
        conhecidas = ", ".join(FABRICANTES)
        raise ErroDominio(f"Não há lote de “{especie}”. Nada foi emitido; as espécies são: {conhecidas}.")
    return achado


def _reunir(ctx: Contexto, pedido: PedidoDoLote, hoje: date) -> Sequence[Reunido | Falha]:
    fabricante = _fabricante(pedido.especie)
    ids = list(dict.fromkeys(pedido.ids))
    if not ids:
        raise ErroDominio("Ninguém foi escolhido. Nada foi emitido; marque ao menos uma pessoa.")
    if len(ids) > MAIS_PAPEIS:
        raise ErroDominio(
            f"São {len(ids)} documentos, e um lote tem no máximo {MAIS_PAPEIS}. Nada foi emitido; divida o lote."
        )
    with ctx.banco.leitura() as conexao:
        return fabricante.reunir(ctx, conexao, ids, pedido.respostas, hoje)


def _reconhecer(ctx: Contexto, itens: Sequence[Reunido]) -> list[Reunido]:
    """Give the papers that were issued before, and would be equal, the number they had."""
    with ctx.banco.leitura() as conexao:
        anteriores = numeros_.anteriores(conexao, itens)
    reconhecidos = []
    for item in itens:
        guardado = anteriores.get(numeros_.chave_do_papel(item.papel)) if item.papel.numero is None else None
        if guardado is not None and sha256(_um(item, guardado.numero)).hexdigest() == guardado.hash:
            item = replace(item, papel=replace(item.papel, numero=guardado.numero))
        reconhecidos.append(item)
    return reconhecidos


# ------------------------------------------------------------------ drawing


def _desenhar(
    itens: Sequence[Reunido],
    numeros: Sequence[int],
    titulo: str,
    junto: bool,
    progresso: Progresso | None,
    cancelado: Cancelado | None,
    gemeos: _Gemeos | None = None,
) -> Desenhados:
    """Return the papers drawn; their other formats are put in ``gemeos``, in the same order."""
    # Imported here: reportlab costs 130 ms, and whoever only lists what can be issued does not pay for it.
    from ..documentos import lote

    fabricas = (partial(_montar, item, numero, gemeos) for item, numero in zip(itens, numeros, strict=True))
    return lote.desenhar(
        fabricas, total=len(itens), titulo=titulo, junto=junto, progresso=progresso, cancelado=cancelado
    )


def _um(item: Reunido, numero: int) -> bytes:
    return _desenhar([item], [numero], "", False, None, None).um_a_um[0]


def _montar(item: Reunido, numero: int, gemeos: _Gemeos | None) -> Any:
    try:
        if gemeos is not None:
            gemeos.append([(gemeo, gemeo.fazer(numero)) for gemeo in item.papel.gemeos])
        return item.montar(numero)
    except ErroDominio as erro:
        raise LoteRecusado([Falha(nome=item.papel.assunto, motivo=erro.mensagem)]) from erro


def _titulo(especie: str, quantos: int, hoje: date) -> str:
    return f"{nome_da_especie(f'lote_{especie}')} – {_documentos(quantos)}, {formatar_data(hoje)}"


def _documentos(quantos: int) -> str:
    return "1 documento" if quantos == 1 else f"{quantos} documentos"


# ------------------------------------------------------------------ keeping


def _guardar(
    ctx: Contexto,
    conexao: Conexao,
    especie: str,
    itens: Sequence[Reunido],
    numeros: Sequence[int],
    desenhados: Desenhados,
    gemeos: _Gemeos,
    hoje: date,
) -> LoteEmitido:
    agora = ctx.relogio.agora()
    resumo = sha256(b"".join(sha256(pdf).digest() for pdf in desenhados.um_a_um)).hexdigest()[:12]
    lote = f"{agora:%Y%m%d%H%M%S}-{resumo}"
    ordens: dict[tuple[str, int, int], int] = {}
    linhas: list[dict[str, Any]] = []
    repetidos: dict[int, consultas_de_papeis.Guardado] = {}
    for posicao, (item, numero, pdf) in enumerate(zip(itens, numeros, desenhados.um_a_um, strict=True)):
        papel = replace(item.papel, numero=numero, lote=lote)
        igual = numeros_.igual(conexao, papel, pdf) if item.papel.numero is not None else None
        if igual is not None:
            repetidos[posicao] = igual
            continue
        numeros_.numerar_minutas(conexao, item, numero, agora)
        de_guarda, guardado = numeros_.de_guarda(conexao, papel, item.papel.numero is not None, ordens)
        titulo = intitular(de_guarda, papel.assunto, None if item.de_varios else numero, papel.ano)
        linhas.append(colunas_do_papel(ctx, papel, especie=de_guarda, numero=guardado, dados=pdf, titulo=titulo))
    if desenhados.junto is not None:
        linhas.append(_linha_do_junto(ctx, conexao, especie, itens, desenhados.junto, lote, hoje))
    arquivos = [*desenhados.um_a_um, *([desenhados.junto] if desenhados.junto is not None else [])]
    consultas.guardar_muitos(conexao, [(sha256(pdf).hexdigest(), pdf) for pdf in arquivos], linhas)
    gravados = consultas.do_lote(conexao, lote)
    for gravado in gravados:
        trilhar(
            conexao, instante=agora, usuario=ctx.usuario, acao="emite", objeto="documento_emitido",
            objeto_id=gravado.id, detalhe=gravado.especie,
        )  # fmt: skip
    novos = [posicao for posicao in range(len(itens)) if posicao not in repetidos]
    guardar_gemeos = []
    for posicao, gravado in zip(novos, gravados, strict=False):
        papel = replace(itens[posicao].papel, lote=lote)
        guardar_gemeos += [(papel, gravado, gemeo, dados) for gemeo, dados in gemeos[posicao]]
        if papel.ao_guardar is not None:
            papel.ao_guardar(conexao, gravado.id)
    _guardar_gemeos(ctx, conexao, guardar_gemeos)
    return _resultado(especie, itens, numeros, desenhados, gemeos, lote, hoje, gravados, repetidos)


def _guardar_gemeos(
    ctx: Contexto,
    conexao: Conexao,
    gemeos: Sequence[tuple[Papel, consultas_de_papeis.Guardado, Gemeo, bytes]],
) -> None:
    """Keep the other formats of papers just kept, each beside its own."""
    linhas = [
        colunas_do_papel(
            ctx, papel, especie=f"{gravado.especie}_{gemeo.sufixo}", numero=gravado.numero, dados=dados,
            titulo=f"{gravado.titulo} ({formato_do_gemeo(gemeo.sufixo)})", midia=gemeo.midia, origem_id=gravado.id,
        )
        for papel, gravado, gemeo, dados in gemeos
    ]  # fmt: skip
    consultas.guardar_muitos(conexao, [(sha256(dados).hexdigest(), dados) for *_, dados in gemeos], linhas)


def _resultado(
    especie: str,
    itens: Sequence[Reunido],
    numeros: Sequence[int],
    desenhados: Desenhados,
    gemeos: _Gemeos,
    lote: str,
    hoje: date,
    gravados: Sequence[consultas_de_papeis.Guardado],
    repetidos: dict[int, consultas_de_papeis.Guardado],
) -> LoteEmitido:
    novos = iter(gravados)
    documentos = [repetidos[n] if n in repetidos else next(novos) for n in range(len(itens))]
    usados: set[str] = set()
    arquivos = []
    outros = []
    for item, numero, pdf, dele in zip(itens, numeros, desenhados.um_a_um, gemeos, strict=True):
        base = item.papel.nome_arquivo.removesuffix(".pdf")
        nome = nome_de_arquivo(base, numero, item.papel.ano)
        # Two of one name, in a batch of one kind, have different numbers; the minuta of another órgão may not.
        vez = 2
        while nome in usados:
            nome = nome_de_arquivo(base, numero, item.papel.ano, f"n{vez}")
            vez += 1
        usados.add(nome)
        arquivos.append((nome, pdf))
        outros += [(f"{nome.removesuffix('.pdf')}.{gemeo.sufixo}", dados) for gemeo, dados in dele]
    quantos = len(itens)
    return LoteEmitido(
        lote=lote,
        titulo=_titulo(especie, quantos, hoje),
        nome_arquivo=nome_de_arquivo(nome_da_especie(especie), _documentos(quantos), hoje.isoformat()),
        documentos=tuple(documento_emitido(linha) for linha in documentos),
        arquivos=tuple(arquivos),
        junto=desenhados.junto,
        gemeos=tuple(outros),
        repetidos=len(repetidos),
    )


def _de_um_so(emitido: LoteEmitido, junto: bool) -> LoteEmitido:
    """Return what came of one paper for several: it is all of them together."""
    nome, pdf = emitido.arquivos[0]
    return replace(emitido, titulo=emitido.documentos[0].titulo, nome_arquivo=nome, junto=pdf if junto else None)


def _linha_do_junto(
    ctx: Contexto, conexao: Conexao, especie: str, itens: Sequence[Reunido], pdf: bytes, lote: str, hoje: date
) -> dict[str, Any]:
    """Return the row of all the papers in one file, so that it too is recognised and opened again."""
    primeiro = itens[0].papel
    chave = f"lote_{especie}"
    papel = Papel(
        titulo="",
        nome_arquivo="",
        pdf=pdf,
        especie=chave,
        ano=hoje.year,
        assunto=f"{_documentos(len(itens))}, {formatar_data(hoje)}",
        orgao_id=primeiro.orgao_id,
        modelo_versao=primeiro.modelo_versao,
        memoria=tuple(dict.fromkeys(entrada for item in itens for entrada in item.papel.memoria)),
        lote=lote,
    )
    numero = consultas_de_papeis.maior_numero(conexao, especie=chave, orgao_id=papel.orgao_id, ano=papel.ano) + 1
    titulo = intitular(chave, papel.assunto, None, papel.ano)
    return colunas_do_papel(ctx, papel, especie=chave, numero=numero, dados=pdf, titulo=titulo)
