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

from ..arquivos import conferir_destino, gravar_arquivo
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import minutas as consultas_de_minutas
from ..registro.consultas import papeis as consultas_de_papeis
from ..registro.consultas import papeis_lote as consultas
from . import numeracao
from .contexto import Contexto
from .papeis_avisos import AVISOS
from .papeis_emissao import (
    Papel,
    colunas_do_papel,
    documento_emitido,
    intitular,
    nome_da_especie,
    nome_de_arquivo,
    por_ordem,
)
from .papeis_lote_especies import TERMOS, Fabricante, Reunido
from .tipos.lote import Alvo, Destinatario, EspecieDoLote, Falha, LoteEmitido, PedidoDoLote

if TYPE_CHECKING:
    from ..documentos.lote import Desenhados

FABRICANTES: Final[Mapping[str, Fabricante]] = MappingProxyType(
    {fabricante.especie.chave: fabricante for fabricante in (*TERMOS, *AVISOS)}
)
"""The kinds that come in batches, in the order in which they are offered: a new one is added here."""

MAIS_PAPEIS: Final = 3000
"""Papers in one batch: each is some 90 KB until it is kept."""

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


def destinatarios(ctx: Contexto, *, especie: str, alvo: Alvo, hoje: date) -> tuple[Destinatario, ...]:
    """Return who of a list, or of these vínculos, may get a paper of a kind, and why the others may not."""
    fabricante = _fabricante(especie)
    with ctx.banco.leitura() as conexao:
        return tuple(fabricante.destinatarios(ctx, conexao, alvo, hoje))


def falhas(ctx: Contexto, *, pedido: PedidoDoLote, hoje: date) -> tuple[Falha, ...]:
    """Return whose papers could not be made, before anything is drawn; none when the batch may be issued."""
    return tuple(item for item in _reunir(ctx, pedido, hoje) if isinstance(item, Falha))


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

    ``junto`` also gives, and keeps, all of them in one PDF.  A paper already issued, equal, keeps its number.
    LoteRecusado names whose paper cannot be made; Cancelamento when ``cancelado`` answers yes: nothing is kept then.
    """
    itens = _reunir(ctx, pedido, hoje)
    ruins = [item for item in itens if isinstance(item, Falha)]
    if ruins:
        raise LoteRecusado(ruins)
    prontos = _reconhecer(ctx, [item for item in itens if isinstance(item, Reunido)])
    for _ in range(_TENTATIVAS):
        with ctx.banco.leitura() as conexao:
            numeros = _reservar(conexao, prontos)
        titulo = _titulo(pedido.especie, len(prontos), hoje)
        desenhados = _desenhar(prontos, numeros, titulo, junto, progresso, cancelado)
        with ctx.banco.escrita() as conexao:
            # Somebody may have taken a number meanwhile: then the papers are drawn again.
            if _reservar(conexao, prontos) == numeros:
                return _guardar(ctx, conexao, pedido.especie, prontos, numeros, desenhados, hoje)
    raise ErroDominio(
        "Outras pessoas estão emitindo documentos neste momento, e os números não puderam ser reservados. "
        "Nada foi emitido; tente de novo."
    )


def gravar_na_pasta(
    arquivos: Sequence[tuple[str, bytes]], pasta: Path, *, registro: Path | None = None
) -> tuple[Path, ...]:
    """Write each paper to the folder and return the files.  ErroDeArquivo names the first that could not be written."""
    conferir_pasta(pasta)
    return tuple(gravar_arquivo(pasta / nome, dados, registro=registro) for nome, dados in arquivos)


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


# ------------------------------------------------------------------ numbers


def _reservar(conexao: Conexao, itens: Sequence[Reunido]) -> list[int]:
    """Return the number that each paper would print, were the batch kept now."""

    # Minutas first: their numbers are of all the órgãos together, and the termos of each come after them.
    das_minutas: dict[int, int] = {}
    numeros = [item.papel.numero or 0 for item in itens]
    for posicao, item in enumerate(itens):
        if item.minuta_sem_numero:
            ano = item.papel.ano
            if ano not in das_minutas:
                das_minutas[ano] = numeracao.maior_da_minuta(conexao, tipo="posse", ano=ano)
            das_minutas[ano] += 1
            numeros[posicao] = das_minutas[ano]
    proximos: dict[tuple[str, int, int], int] = {}
    for posicao, item in enumerate(itens):
        papel = item.papel
        if numeros[posicao]:
            continue
        chave = (papel.especie, papel.orgao_id, papel.ano)
        if chave not in proximos:
            maior = numeracao.maior_do_papel(conexao, especie=papel.especie, orgao_id=papel.orgao_id, ano=papel.ano)
            proximos[chave] = max(maior, das_minutas.get(papel.ano, 0) if papel.especie == "termo_posse" else 0)
        proximos[chave] += 1
        numeros[posicao] = proximos[chave]
    return numeros


def _reconhecer(ctx: Contexto, itens: Sequence[Reunido]) -> list[Reunido]:
    """Give the papers that were issued before, and would be equal, the number they had."""
    with ctx.banco.leitura() as conexao:
        anteriores = _anteriores(conexao, itens)
    reconhecidos = []
    for item in itens:
        guardado = anteriores.get(_chave(item.papel)) if item.papel.numero is None else None
        if guardado is not None and sha256(_um(item, guardado.numero)).hexdigest() == guardado.hash:
            item = replace(item, papel=replace(item.papel, numero=guardado.numero))
        reconhecidos.append(item)
    return reconhecidos


def _chave(papel: Papel) -> tuple[str, int, int, int | None, str]:
    return papel.especie, papel.orgao_id, papel.ano, papel.servidor_id, papel.assunto


def _anteriores(
    conexao: Conexao, itens: Sequence[Reunido]
) -> dict[tuple[str, int, int, int | None, str], consultas_de_papeis.Guardado]:
    """Return the latest paper already issued about the same subject, for those that have no number yet."""
    pessoas: dict[tuple[str, int], list[int]] = {}
    for item in itens:
        papel = item.papel
        if papel.numero is None and papel.servidor_id is not None and not por_ordem(papel.especie):
            pessoas.setdefault((papel.especie, papel.ano), []).append(papel.servidor_id)
    achados: dict[tuple[str, int, int, int | None, str], consultas_de_papeis.Guardado] = {}
    for (especie, ano), servidores in pessoas.items():
        for guardado in consultas.anteriores(conexao, especie=especie, ano=ano, servidores=servidores):
            assunto = guardado.titulo.partition(" – ")[2]
            achados.setdefault((especie, guardado.orgao_id, ano, guardado.servidor_id, assunto), guardado)
    return achados


# ------------------------------------------------------------------ drawing


def _desenhar(
    itens: Sequence[Reunido],
    numeros: Sequence[int],
    titulo: str,
    junto: bool,
    progresso: Progresso | None,
    cancelado: Cancelado | None,
) -> Desenhados:
    # Imported here: reportlab costs 130 ms, and whoever only lists what can be issued does not pay for it.
    from ..documentos import lote

    fabricas = (partial(_montar, item, numero) for item, numero in zip(itens, numeros, strict=True))
    return lote.desenhar(
        fabricas, total=len(itens), titulo=titulo, junto=junto, progresso=progresso, cancelado=cancelado
    )


def _um(item: Reunido, numero: int) -> bytes:
    return _desenhar([item], [numero], "", False, None, None).um_a_um[0]


def _montar(item: Reunido, numero: int) -> Any:
    try:
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
        igual = _igual(conexao, papel, pdf) if item.papel.numero is not None else None
        if igual is not None:
            repetidos[posicao] = igual
            continue
        if item.minuta_sem_numero and papel.minuta_id is not None:
            consultas_de_minutas.alterar(conexao, papel.minuta_id, numero=numero, estado="emitida", emitida_em=agora)
        de_guarda, guardado = _de_guarda(conexao, papel, item.papel.numero is not None, ordens)
        titulo = intitular(de_guarda, papel.assunto, numero, papel.ano)
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
    return _resultado(especie, itens, numeros, desenhados, lote, hoje, gravados, repetidos)


def _resultado(
    especie: str,
    itens: Sequence[Reunido],
    numeros: Sequence[int],
    desenhados: Desenhados,
    lote: str,
    hoje: date,
    gravados: Sequence[consultas_de_papeis.Guardado],
    repetidos: dict[int, consultas_de_papeis.Guardado],
) -> LoteEmitido:
    novos = iter(gravados)
    documentos = [repetidos[n] if n in repetidos else next(novos) for n in range(len(itens))]
    usados: set[str] = set()
    arquivos = []
    for item, numero, pdf in zip(itens, numeros, desenhados.um_a_um, strict=True):
        base = item.papel.nome_arquivo.removesuffix(".pdf")
        nome = nome_de_arquivo(base, numero, item.papel.ano)
        # Two of one name, in a batch of one kind, have different numbers; the minuta of another órgão may not.
        vez = 2
        while nome in usados:
            nome = nome_de_arquivo(base, numero, item.papel.ano, f"n{vez}")
            vez += 1
        usados.add(nome)
        arquivos.append((nome, pdf))
    quantos = len(itens)
    return LoteEmitido(
        lote=lote,
        titulo=_titulo(especie, quantos, hoje),
        nome_arquivo=nome_de_arquivo(nome_da_especie(especie), _documentos(quantos), hoje.isoformat()),
        documentos=tuple(documento_emitido(linha) for linha in documentos),
        arquivos=tuple(arquivos),
        junto=desenhados.junto,
        repetidos=len(repetidos),
    )


def _igual(conexao: Conexao, papel: Papel, pdf: bytes) -> consultas_de_papeis.Guardado | None:
    hash_ = sha256(pdf).hexdigest()
    for especie in (papel.especie, f"{papel.especie}_reemitido"):
        achado = consultas_de_papeis.igual(conexao, especie=especie, orgao_id=papel.orgao_id, hash_=hash_)
        if achado is not None:
            return achado
    return None


def _de_guarda(
    conexao: Conexao, papel: Papel, ja_numerado: bool, ordens: dict[tuple[str, int, int], int]
) -> tuple[str, int]:
    """Return the kind and the number under which a paper is kept: its own, or by order of issue."""
    assert papel.numero is not None
    especie = papel.especie
    if not por_ordem(especie):
        if not ja_numerado or consultas_de_papeis.numero_livre(
            conexao, especie=especie, orgao_id=papel.orgao_id, ano=papel.ano, numero=papel.numero
        ):
            return especie, papel.numero
        especie = f"{especie}_reemitido"
    chave = (especie, papel.orgao_id, papel.ano)
    if chave not in ordens:
        ordens[chave] = consultas_de_papeis.maior_numero(
            conexao, especie=especie, orgao_id=papel.orgao_id, ano=papel.ano
        )
    ordens[chave] += 1
    return especie, ordens[chave]


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
