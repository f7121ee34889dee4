"""What the filter shows, in a file: PDF to print, spreadsheets, a calendar; the rows of the list, in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ..documentos.agenda_modelos import DadosAgenda, LinhaAgenda
from ..documentos.modelos import OrgaoEmissor
from ..estatuto.dispositivos import resumo
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos import matricula as formato_da_matricula
from ..estatuto.formatos.datas import MESES, formatar_data
from ..estatuto.tipos import EstadoPrazo
from ..intercambio import agenda_ics, tabelas
from ..intercambio.agenda_ics import EventoAgenda
from ..registro import configuracao
from ..registro.conexao import Conexao
from ..registro.consultas import agenda as consultas
from ..registro.consultas import agenda_ordem
from ..registro.consultas import agenda_saidas as consultas_da_saida
from . import acessos
from .agenda import ajustados, linha_prazo, no_mes
from .agenda_palavras import aviso_da_interna, em_ordem, filtro_em_palavras, palavra_do_estado, pendente
from .contexto import Contexto
from .frases import milhar
from .papeis_emissao import nome_de_arquivo
from .permissoes import Permissao, exige
from .planilhas import sem_formula
from .tipos import LinhaPrazo
from .tipos.agenda import FormatoAgenda, PedidoAgenda, SaidaAgenda

Progresso = Callable[[int, int], None]
Cancelado = Callable[[], bool]

LIMITE_DO_PDF: Final = 50_000
"""Deadlines in one PDF at most: two thousand pages already."""

INTERNA: Final = "Data interna"

_COLUNAS: Final = (
    ("Vence", 12), ("Último dia possível", 14), ("Estado", 18), ("Prazo", 26), ("Servidor", 34), ("Matrícula", 12),
    ("Cargo", 28), ("Unidade", 28), ("Órgão", 12), ("Responsável", 22), ("Data interna", 12),
    ("Aviso da data interna", 20), ("Nota", 40), ("Início", 12), ("Resolvido em", 12), ("Fundamento", 24),
)  # fmt: skip
_DE_NOMES: Final = ("Servidor", "Responsável", "Nota")


@dataclass(frozen=True, slots=True)
class _Lidas:
    """The rows of a filter and what the file says of them, all of one reading of the registry."""

    linhas: tuple[LinhaPrazo, ...]
    palavras: str
    orgao: str
    municipio: str
    dominio: str


@exige(Permissao.EXPORTAR)
def exportar(
    ctx: Contexto,
    *,
    formato: FormatoAgenda,
    pedido: PedidoAgenda,
    progresso: Progresso | None = None,
    cancelado: Cancelado | None = None,
) -> SaidaAgenda:
    """Return the file of the rows that the filter shows, in their order.

    ``progresso`` receives parts done and total.  ErroDominio when ``cancelado`` answers yes, or for more rows than the
    form takes.
    """
    nomes = "sem nomes" if pedido.sem_nomes else "com nomes"
    acessos.anotar(ctx, "lista", None, f"agenda de prazos em {formato.value}, {nomes}", acao=acessos.SAIU)
    lidas = _ler(ctx, formato, pedido, progresso, cancelado)
    titulo = f"Agenda de prazos, {formatar_data(pedido.hoje)}"
    avisos: tuple[str, ...] = ()
    conteudo: bytes | None
    if formato is FormatoAgenda.PDF:
        conteudo = _pdf(lidas, pedido, progresso, cancelado)
        if pedido.mes is not None:
            titulo = f"Agenda de {MESES[pedido.mes.month - 1]} de {pedido.mes.year}"
    elif formato is FormatoAgenda.ICS:
        eventos = _eventos(lidas.linhas, pedido)
        conteudo = agenda_ics.gerar(
            eventos, nome=titulo, dominio=lidas.dominio, instante=ctx.relogio.agora(), aviso_dias=pedido.aviso_dias,
            progresso=progresso, cancelado=cancelado,
        )  # fmt: skip
        avisos = _sem_dia(lidas.linhas)
    else:
        conteudo = _planilha(lidas, formato, pedido, progresso, cancelado)
    if conteudo is None:
        raise _cancelada()
    mes = f"{pedido.mes:%Y-%m}" if pedido.mes is not None and formato is FormatoAgenda.PDF else pedido.hoje.isoformat()
    nome = nome_de_arquivo("agenda de prazos", mes).removesuffix(".pdf")
    return SaidaAgenda(
        titulo=titulo,
        nome_arquivo=f"{nome}.{formato.value}",
        conteudo=conteudo,
        prazos=len(lidas.linhas),
        avisos=avisos,
    )


def em_palavras(ctx: Contexto, *, pedido: PedidoAgenda) -> str:
    """Return the filter as the print says it."""
    with ctx.banco.leitura() as conexao:
        return _palavras(conexao, pedido)


# ------------------------------------------------------------------ reading


def _ler(
    ctx: Contexto,
    formato: FormatoAgenda,
    pedido: PedidoAgenda,
    progresso: Progresso | None,
    cancelado: Cancelado | None,
) -> _Lidas:
    filtro, hoje = pedido.filtro, pedido.hoje
    if formato is FormatoAgenda.PDF and pedido.mes is not None:
        filtro = no_mes(filtro, pedido.mes)
    regimes = ctx.regimes
    with ctx.banco.leitura() as conexao:
        # One reading of the registry: the rows, their order and the words are of the same moment.
        moveis = ajustados(ctx, conexao, regimes, hoje)
        ids = agenda_ordem.ids(
            conexao, filtro, ordem=pedido.ordem, decrescente=pedido.decrescente, hoje=hoje, ajustados=moveis,
            pendentes=pedido.pendentes,
        )  # fmt: skip
        _conferir_tamanho(formato, len(ids))
        linhas: list[LinhaPrazo] = []
        for inicio in range(0, len(ids), consultas.LOTE):
            if cancelado is not None and cancelado():
                raise _cancelada()
            lote = consultas.linhas(conexao, ids[inicio : inicio + consultas.LOTE], hoje=hoje, ajustados=moveis)
            linhas += [linha_prazo(linha) for linha in lote]
            if progresso is not None:
                progresso(len(linhas), 2 * len(ids))
        return _Lidas(
            linhas=tuple(linhas),
            palavras=_palavras(conexao, pedido),
            orgao=configuracao.nome_do_orgao(conexao) or "Órgão não configurado",
            municipio=configuracao.ler(conexao, configuracao.MUNICIPIO) or "",
            dominio=f"{consultas_da_saida.identidade(conexao)[:16] or 'vazio'}.bahiaservidor",
        )


def _conferir_tamanho(formato: FormatoAgenda, linhas: int) -> None:
    limites = {
        FormatoAgenda.PDF: (LIMITE_DO_PDF, "um PDF"),
        FormatoAgenda.ICS: (agenda_ics.LIMITE // 2, "um arquivo de calendário"),
        FormatoAgenda.XLSX: (tabelas.LINHAS_XLSX, "uma planilha"),
    }
    limite, o_que = limites.get(formato, (linhas, ""))
    if linhas > limite:
        raise ErroDominio(
            f"O filtro mostra {milhar(linhas)} prazos, e {o_que} comporta {milhar(limite)}. Nada foi gravado; "
            "escolha um período, um estado ou uma unidade."
        )


def _palavras(conexao: Conexao, pedido: PedidoAgenda) -> str:
    filtro = pedido.filtro
    orgao = consultas_da_saida.nome_do_orgao(conexao, filtro.orgao_id) if filtro.orgao_id is not None else ""
    unidade = consultas_da_saida.nome_da_unidade(conexao, filtro.unidade_id) if filtro.unidade_id is not None else ""
    if pedido.sem_nomes and filtro.texto:
        # What was searched may be a name.
        filtro = replace(filtro, texto="")
    if pedido.sem_nomes and filtro.responsavel:
        filtro = replace(filtro, responsavel=None)
    return filtro_em_palavras(filtro, pendentes=pedido.pendentes, orgao=orgao, unidade=unidade)


def _cancelada() -> ErroDominio:
    return ErroDominio("A exportação foi cancelada; nenhum arquivo foi gravado.")


# ------------------------------------------------------------------ paper


def _pdf(lidas: _Lidas, pedido: PedidoAgenda, progresso: Progresso | None, cancelado: Cancelado | None) -> bytes:
    from ..documentos import agenda as documento

    dados = DadosAgenda(
        orgao=OrgaoEmissor(nome=lidas.orgao, municipio=lidas.municipio or None),
        em=pedido.hoje,
        filtro=lidas.palavras,
        ordem=em_ordem(pedido.ordem, pedido.decrescente),
        linhas=[_linha_do_papel(linha, pedido.hoje) for linha in lidas.linhas],
        mes=pedido.mes,
        sem_nomes=pedido.sem_nomes,
    )
    return documento.gerar(dados, progresso, cancelado)


def _linha_do_papel(linha: LinhaPrazo, hoje: date) -> LinhaAgenda:
    return LinhaAgenda(
        prazo=linha.rotulo,
        estado=palavra_do_estado(linha),
        vence=linha.vence,
        vence_ultimo=linha.vence_ultimo,
        nome=linha.nome,
        matricula=linha.matricula,
        unidade=" – ".join(parte for parte in (linha.orgao, linha.unidade) if parte),
        responsavel=linha.responsavel,
        data_interna=linha.data_interna,
        aviso_interna=aviso_da_interna(linha, hoje),
        fundamento=linha.dispositivo,
        destaque=pendente(linha) and linha.estado in (EstadoPrazo.VENCIDO, EstadoPrazo.ZONA_CINZENTA),
    )


# ------------------------------------------------------------------ spreadsheets


def _planilha(
    lidas: _Lidas,
    formato: FormatoAgenda,
    pedido: PedidoAgenda,
    progresso: Progresso | None,
    cancelado: Cancelado | None,
) -> bytes | None:
    ficam = [n for n, (titulo, _) in enumerate(_COLUNAS) if not (pedido.sem_nomes and titulo in _DE_NOMES)]
    titulos = [_COLUNAS[n][0] for n in ficam]
    linhas = ([celulas[n] for n in ficam] for celulas in _celulas(lidas.linhas, pedido.hoje))
    if formato is FormatoAgenda.CSV:
        return tabelas.em_csv(
            titulos=titulos, linhas=linhas, total=len(lidas.linhas), progresso=progresso, cancelado=cancelado
        )
    return tabelas.xlsx(
        aba="Agenda de prazos",
        antes=(f"Filtro: {lidas.palavras}.", f"{lidas.orgao}. Situação em {formatar_data(pedido.hoje)}."),
        titulos=titulos,
        larguras=[_COLUNAS[n][1] for n in ficam],
        linhas=linhas,
        total=len(lidas.linhas),
        progresso=progresso,
        cancelado=cancelado,
    )


def _celulas(linhas: Sequence[LinhaPrazo], hoje: date) -> Iterator[tuple[tabelas.Celula, ...]]:
    for linha in linhas:
        celulas: tuple[tabelas.Celula, ...] = (
            linha.vence, linha.vence_ultimo, palavra_do_estado(linha), linha.rotulo, linha.nome,
            formato_da_matricula.formatar(linha.matricula) if linha.matricula else "", linha.cargo, linha.unidade,
            linha.orgao, linha.responsavel, linha.data_interna, aviso_da_interna(linha, hoje), linha.nota, linha.inicio,
            linha.fechado_em, linha.dispositivo,
        )  # fmt: skip
        yield tuple(sem_formula(celula) if isinstance(celula, str) else celula for celula in celulas)


# ------------------------------------------------------------------ calendar


def _eventos(linhas: Sequence[LinhaPrazo], pedido: PedidoAgenda) -> list[EventoAgenda]:
    eventos = []
    for linha in linhas:
        chave = f"prazo-{linha.vinculo_id}-{linha.tipo.value}-{linha.posicao}"
        estado = palavra_do_estado(linha)
        quem = _quem(linha, pedido)
        descricao = tuple(_descricao(linha, pedido))
        if linha.vence is not None:
            eventos.append(
                EventoAgenda(
                    chave=chave, dia=linha.vence, titulo=f"{linha.rotulo}{quem} ({estado.lower()})",
                    descricao=descricao, categorias=(linha.tipo.rotulo, estado),
                    avisar=pendente(linha) and linha.vence >= pedido.hoje,
                )
            )  # fmt: skip
        if linha.data_interna is not None:
            legal = f"O prazo legal vence em {formatar_data(linha.vence)}." if linha.vence else "O prazo está suspenso."
            eventos.append(
                EventoAgenda(
                    chave=f"{chave}-interna", dia=linha.data_interna, titulo=f"{INTERNA}: {linha.rotulo}{quem}",
                    descricao=(f"{INTERNA}, marcada pelo setor. {legal}", *descricao),
                    categorias=(INTERNA, linha.tipo.rotulo),
                    avisar=pendente(linha) and linha.data_interna >= pedido.hoje,
                )
            )  # fmt: skip
    return eventos


def _quem(linha: LinhaPrazo, pedido: PedidoAgenda) -> str:
    if not pedido.sem_nomes:
        return f" – {linha.nome}"
    return f" – {formato_da_matricula.formatar(linha.matricula)}" if linha.matricula else ""


def _descricao(linha: LinhaPrazo, pedido: PedidoAgenda) -> Iterator[str]:
    yield f"Estado em {formatar_data(pedido.hoje)}: {palavra_do_estado(linha).lower()}."
    if linha.vence is not None:
        de = f", contado de {formatar_data(linha.inicio)}" if linha.inicio is not None else ""
        yield f"Vence em {formatar_data(linha.vence)}{de}."
    if linha.vence_ultimo is not None and linha.vence_ultimo != linha.vence:
        yield f"Último dia possível, em todas as leituras: {formatar_data(linha.vence_ultimo)}."
    yield (
        f"Por quê ({linha.dispositivo}): {resumo(linha.dispositivo)}"
        if resumo(linha.dispositivo)
        else (f"Dispositivo: {linha.dispositivo}.")
    )
    aviso = aviso_da_interna(linha, pedido.hoje)
    if linha.data_interna is not None:
        yield f"{INTERNA}: {formatar_data(linha.data_interna)}{f' ({aviso})' if aviso else ''}."
    if linha.matricula:
        yield f"Matrícula: {formato_da_matricula.formatar(linha.matricula)}."
    yield " · ".join(parte for parte in (linha.cargo, linha.unidade, linha.orgao) if parte)
    if not pedido.sem_nomes:
        if linha.responsavel:
            yield f"Responsável: {linha.responsavel}."
        if linha.nota:
            yield f"Nota: {linha.nota}"


def _sem_dia(linhas: Sequence[LinhaPrazo]) -> tuple[str, ...]:
    quantos = sum(linha.vence is None for linha in linhas)
    if not quantos:
        return ()
    if quantos == 1:
        return ("1 prazo suspenso, sem vencimento, não tem dia no calendário.",)
    return (f"{milhar(quantos)} prazos suspensos, sem vencimento, não têm dia no calendário.",)
