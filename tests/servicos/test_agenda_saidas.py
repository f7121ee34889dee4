"""What the filter shows, in files: the rows of the list in its order, said in words, and nothing that runs."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from pypdf import PdfReader

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import EstadoPrazo, TipoPrazo
from bahiaservidor.intercambio import agenda_ics
from bahiaservidor.servicos import acompanhamento, agenda, agenda_saidas
from bahiaservidor.servicos.tipos import DadosPessoa, FiltroPrazos, LinhaPrazo
from bahiaservidor.servicos.tipos.acompanhamento import PedidoAcompanhamento
from bahiaservidor.servicos.tipos.agenda import FormatoAgenda, PedidoAgenda

from .cenario import HOJE, Cenario, cenario

DIA = timedelta(days=1)
PERIGOSA = "=cmd|' /C calc'!A0"
COMPRIDO = "Maria da Conceição Ávila de Assunção e Açucena Gonçalves Brandão Magalhães de São João Nepomuceno"


@pytest.fixture(scope="module")
def c() -> Iterator[Cenario]:
    """Five people at several stages; one whose name a spreadsheet would run, one suspended, three followed."""
    with cenario() as montado:
        nomes = ("Ana Ávila", COMPRIDO, PERIGOSA, "Caio Prado", "Davi Reis")
        for n, nome in enumerate(nomes):
            pessoa = DadosPessoa(nome=nome, nascimento=date(1990, 1, 1))
            montado.nomear(n, publicacao=f"2026-02-{3 + 4 * n:02}", pessoa=pessoa, matricula=f"9211659{n}")
        montado.registrar("posse", servidor=4, data="2026-02-20")
        montado.registrar("exercicio", servidor=4, data="2026-02-23")
        montado.registrar("afastamento", servidor=4, inicio="2026-02-24", motivo="doenca_familia")
        # Named again while away: the posse waits for an end that nobody knows.
        montado.registrar("nomeacao", servidor=4, publicacao="2026-02-25", carater="temporario")
        posses = [p for p in listar(montado, FiltroPrazos()) if p.tipo is TipoPrazo.POSSE and p.vence]
        for linha, pedido in (
            (posses[0], PedidoAcompanhamento(responsavel="Zélia", data_interna=date(2026, 2, 27), nota="à tarde\n2º")),
            (posses[1], PedidoAcompanhamento(responsavel="@Bia", dias_antes=2)),
        ):
            acompanhamento.gravar(montado.ctx, prazo_ids=[linha.id], pedido=pedido, hoje=HOJE)
        yield montado


def listar(c: Cenario, filtro: FiltroPrazos, **opcoes: Any) -> list[LinhaPrazo]:
    ids = agenda.ids_prazos(c.ctx, filtro=filtro, hoje=HOJE, **opcoes)
    return list(agenda.linhas_prazos(c.ctx, ids=ids, hoje=HOJE))


def sair(c: Cenario, formato: FormatoAgenda, **pedido: Any) -> Any:
    return agenda_saidas.exportar(c.ctx, formato=formato, pedido=PedidoAgenda(hoje=HOJE, **pedido))


PEDIDOS: list[dict[str, Any]] = [
    {},
    {"pendentes": True, "ordem": "nome", "decrescente": True},
    {"filtro": FiltroPrazos(tipos=(TipoPrazo.POSSE,), estados=(EstadoPrazo.ABERTO,)), "ordem": "data_interna"},
    {"filtro": FiltroPrazos(dia_de=HOJE - 4 * DIA, dia_ate=HOJE + 8 * DIA), "ordem": "responsavel"},
    {"filtro": FiltroPrazos(responsavel="Zélia")},
    {"filtro": FiltroPrazos(texto="ninguém com este nome")},
]


def esperadas(c: Cenario, pedido: dict[str, Any]) -> list[LinhaPrazo]:
    return listar(c, **{"filtro": FiltroPrazos(), **pedido})


# ------------------------------------------------------------------ spreadsheets


def ler_csv(conteudo: bytes) -> list[list[str]]:
    assert conteudo.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(conteudo.decode("utf-8-sig")), delimiter=";"))


def ler_xlsx(conteudo: bytes) -> list[dict[str, Any]]:
    """Return the cells of the sheet by reference, a dictionary a row: text as text, dates as numbers."""
    from xml.etree import ElementTree as ET

    ns = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(conteudo)) as pasta:
        folha = ET.fromstring(pasta.read("xl/worksheets/sheet1.xml"))
    assert folha.findall(".//s:f", ns) == [], "no formula of any kind"
    linhas = []
    for linha in folha.iterfind(".//s:row", ns):
        celulas: dict[str, Any] = {}
        for celula in linha.iterfind("s:c", ns):
            texto = celula.find("s:is/s:t", ns)
            valor = celula.find("s:v", ns)
            coluna = "".join(letra for letra in celula.get("r", "") if letra.isalpha())
            celulas[coluna] = texto.text if texto is not None else float(valor.text or 0) if valor is not None else None
        linhas.append(celulas)
    return linhas


@pytest.mark.parametrize("pedido", PEDIDOS)
def test_as_planilhas_tem_as_linhas_do_filtro_na_mesma_ordem(c: Cenario, pedido: dict[str, Any]) -> None:
    linhas = esperadas(c, pedido)
    saida = sair(c, FormatoAgenda.CSV, **pedido)
    titulos, *celulas = ler_csv(saida.conteudo)
    assert saida.prazos == len(celulas) == len(linhas)
    lidas = [dict(zip(titulos, celula, strict=True)) for celula in celulas]
    for lida, linha in zip(lidas, linhas, strict=True):
        assert lida["Vence"] == (f"{linha.vence:%d/%m/%Y}" if linha.vence else "")
        assert lida["Data interna"] == (f"{linha.data_interna:%d/%m/%Y}" if linha.data_interna else "")
        assert lida["Prazo"] == linha.rotulo
        assert lida["Servidor"].removeprefix("'") == linha.nome
        assert lida["Responsável"].removeprefix("'") == linha.responsavel
        assert lida["Nota"] == linha.nota
    folha = ler_xlsx(sair(c, FormatoAgenda.XLSX, **pedido).conteudo)
    assert folha[0]["A"].startswith("Filtro: ")
    assert "Situação em 02/03/2026" in folha[1]["A"]
    corpo = folha[3:]
    assert [linha.get("E") for linha in corpo] == [lida["Servidor"] for lida in lidas]
    epoca = date(1899, 12, 30)
    dias = [None if "A" not in linha else epoca + timedelta(days=int(linha["A"])) for linha in corpo]
    assert dias == [linha.vence for linha in linhas]


def test_o_que_uma_planilha_executaria_sai_como_texto(c: Cenario) -> None:
    for formato in (FormatoAgenda.CSV, FormatoAgenda.XLSX):
        conteudo = sair(c, formato).conteudo
        celulas = (
            [x for linha in ler_csv(conteudo) for x in linha]
            if formato is FormatoAgenda.CSV
            else [x for linha in ler_xlsx(conteudo) for x in linha.values() if isinstance(x, str)]
        )
        assert f"'{PERIGOSA}" in celulas
        assert "'@Bia" in celulas
        assert not [x for x in celulas if x.startswith(("=", "+", "-", "@", "\t"))]


@pytest.mark.parametrize("formato", list(FormatoAgenda))
def test_o_mesmo_da_os_mesmos_bytes(c: Cenario, formato: FormatoAgenda) -> None:
    pedido = {"pendentes": True, "aviso_dias": 1, "mes": date(2026, 3, 1)}
    assert sair(c, formato, **pedido).conteudo == sair(c, formato, **pedido).conteudo


# ------------------------------------------------------------------ calendar


def ler_ics(conteudo: bytes) -> dict[str, Any]:
    """Return the events by identifier; every line fits, and none breaks a character."""
    for linha in conteudo.split(b"\r\n"):
        assert len(linha) <= 75
        linha.decode("utf-8")
    assert b"\n" not in conteudo.replace(b"\r\n", b"")
    eventos = {str(e["uid"]): e for e in icalendar.Calendar.from_ical(conteudo).walk("VEVENT")}
    assert len(eventos) == conteudo.count(b"BEGIN:VEVENT")
    return eventos


@pytest.mark.parametrize("pedido", PEDIDOS)
def test_o_calendario_tem_um_dia_inteiro_para_cada_linha_do_filtro(c: Cenario, pedido: dict[str, Any]) -> None:
    linhas = esperadas(c, pedido)
    saida = sair(c, FormatoAgenda.ICS, **pedido)
    eventos = ler_ics(saida.conteudo)
    dias: dict[str, date] = {}
    for linha in linhas:
        chave = f"prazo-{linha.vinculo_id}-{linha.tipo.value}-{linha.posicao}"
        dias |= {chave: linha.vence} if linha.vence else {}
        dias |= {f"{chave}-interna": linha.data_interna} if linha.data_interna else {}
    assert {uid.partition("@")[0]: evento["dtstart"].dt for uid, evento in eventos.items()} == dias
    for evento in eventos.values():
        inicio = evento["dtstart"].dt
        assert not isinstance(inicio, datetime), "a day is a day, whatever the time zone"
        assert evento["dtstart"].params["VALUE"] == "DATE"
        assert evento["dtend"].dt == inicio + DIA
        assert evento["dtstamp"].dt == c.relogio.agora()
    suspensos = sum(linha.vence is None for linha in linhas)
    assert saida.avisos == (("1 prazo suspenso, sem vencimento, não tem dia no calendário.",) if suspensos else ())


def test_o_evento_diz_o_estado_o_artigo_e_o_porque(c: Cenario) -> None:
    (linha,) = listar(c, FiltroPrazos(responsavel="Zélia"))
    uid = f"prazo-{linha.vinculo_id}-posse-0"
    eventos = {k.partition("@")[0]: v for k, v in ler_ics(sair(c, FormatoAgenda.ICS).conteudo).items()}
    assert str(eventos[uid]["summary"]) == "Posse – Ana Ávila (aberto)"
    descricao = str(eventos[uid]["description"])
    assert "Estado em 02/03/2026: aberto." in descricao
    assert "Por quê (art. 19): " in descricao
    assert "30 dias" in descricao
    assert "Responsável: Zélia.\nNota: à tarde\n2º" in descricao
    assert "Data interna: 27/02/2026 (passou)." in descricao
    interna = eventos[f"{uid}-interna"]
    assert str(interna["summary"]) == "Data interna: Posse – Ana Ávila"
    assert "O prazo legal vence em 05/03/2026." in str(interna["description"])
    assert [str(x) for x in interna["categories"].cats] == ["Data interna", "Posse"]
    comprido = next(e for e in eventos.values() if COMPRIDO in str(e["summary"]))
    assert str(comprido["summary"]).endswith("(aberto)") or "Data interna" in str(comprido["summary"])


def test_ler_de_novo_atualiza_em_vez_de_repetir(c: Cenario) -> None:
    antes = ler_ics(sair(c, FormatoAgenda.ICS).conteudo)
    eventos = [
        agenda_ics.EventoAgenda(chave=uid.partition("@")[0], dia=e["dtstart"].dt + DIA, titulo="x")
        for uid, e in antes.items()
    ]
    depois = agenda_ics.gerar(
        eventos, nome="x", dominio=next(iter(antes)).partition("@")[2], instante=c.relogio.agora() + DIA
    )
    assert depois is not None
    novos = ler_ics(depois)
    assert novos.keys() == antes.keys()
    assert all(int(novos[uid]["sequence"]) > int(antes[uid]["sequence"]) for uid in antes)
    with pytest.raises(ValueError, match="time zone"):
        agenda_ics.gerar([], nome="x", dominio="y", instante=datetime(2026, 1, 1))  # noqa: DTZ001


def test_dois_registros_nao_se_confundem(c: Cenario) -> None:
    with cenario(candidatos=1) as outro:
        outro.nomear()
        daqui, de_la = (ler_ics(sair(x, FormatoAgenda.ICS).conteudo) for x in (c, outro))
    assert de_la
    assert not daqui.keys() & de_la.keys()


def test_o_aviso_so_onde_ainda_serve(c: Cenario) -> None:
    eventos = ler_ics(sair(c, FormatoAgenda.ICS, aviso_dias=3).conteudo)
    com_aviso = {uid for uid, e in eventos.items() if e.walk("VALARM")}
    dias = {uid: e["dtstart"].dt for uid, e in eventos.items()}
    assert com_aviso
    assert min(dias[uid] for uid in com_aviso) >= HOJE
    assert {uid for uid in dias if dias[uid] < HOJE}.isdisjoint(com_aviso)
    (alarme,) = eventos[next(iter(com_aviso))].walk("VALARM")
    assert alarme["trigger"].dt == timedelta(days=-3, hours=9)
    assert not [e for e in ler_ics(sair(c, FormatoAgenda.ICS).conteudo).values() if e.walk("VALARM")]


@pytest.mark.parametrize("formato", list(FormatoAgenda))
def test_sem_nomes_so_resta_a_matricula(c: Cenario, formato: FormatoAgenda) -> None:
    filtro = FiltroPrazos(texto="ana", responsavel="Zélia")
    for pedido in ({}, {"filtro": filtro}, {"mes": date(2026, 3, 1)}):
        conteudo = sair(c, formato, sem_nomes=True, **pedido).conteudo
        if formato is FormatoAgenda.PDF:
            texto = texto_do_pdf(conteudo)
        elif formato is FormatoAgenda.XLSX:
            texto = "\n".join(str(x) for linha in ler_xlsx(conteudo) for x in linha.values())
        else:
            texto = conteudo.decode("utf-8-sig").replace("\r\n ", "")
        assert not [nome for nome in ("Ana Á", "Conceição", "cmd", "Davi", "Zélia", "Bia", "à tarde") if nome in texto]
        assert "92.116.590" in texto


# ------------------------------------------------------------------ paper


def texto_do_pdf(conteudo: bytes) -> str:
    return "\n".join(pagina.extract_text() for pagina in PdfReader(io.BytesIO(conteudo)).pages)


@pytest.mark.parametrize("pedido", PEDIDOS)
def test_a_impressao_diz_o_filtro_e_mostra_as_mesmas_linhas(c: Cenario, pedido: dict[str, Any]) -> None:
    linhas = esperadas(c, pedido)
    conteudo = sair(c, FormatoAgenda.PDF, **pedido).conteudo
    texto = texto_do_pdf(conteudo)
    assert PdfReader(io.BytesIO(conteudo)).pages[0].mediabox.width > 800, "landscape"
    palavras = agenda_saidas.em_palavras(c.ctx, pedido=PedidoAgenda(hoje=HOJE, **pedido))
    corrido = " ".join(texto.split())
    assert f"Filtro: {palavras}. {len(linhas)} prazo" in corrido
    assert "Situação em 02/03/2026" in corrido
    posicoes = [corrido.find(linha.nome.split()[0], corrido.find("Fundamento")) for linha in linhas]
    assert -1 not in posicoes
    primeiros = [linha.nome.split()[0] for linha in linhas]
    corpo = corrido[corrido.find("Fundamento") :]
    onde = 0
    for primeiro in primeiros:
        onde = corpo.find(primeiro, onde + 1)
        assert onde > 0, "the rows are in the order of the list"
    if not linhas:
        assert "Nenhum prazo com este filtro." in corrido


def test_o_mes_impresso_tem_o_vencimento_e_a_data_interna(c: Cenario) -> None:
    saida = sair(c, FormatoAgenda.PDF, mes=date(2026, 2, 1))
    texto = " ".join(texto_do_pdf(saida.conteudo).split())
    assert saida.prazos == 1, "only what has a mark in the month"
    assert "AGENDA DE PRAZOS – FEVEREIRO DE 2026" in texto
    assert "Data interna: Posse, Ana Ávila" in texto
    assert (saida.nome_arquivo, saida.titulo) == ("agenda-de-prazos-2026-02.pdf", "Agenda de fevereiro de 2026")
    marco = " ".join(texto_do_pdf(sair(c, FormatoAgenda.PDF, mes=date(2026, 3, 1)).conteudo).split())
    assert "Aberto: Posse, Ana Ávila" in marco
    assert "2 (situação nesta data)" in marco


# ------------------------------------------------------------------ words, limits, giving up


def test_o_filtro_em_palavras(c: Cenario) -> None:
    filtro = FiltroPrazos(
        de=date(2026, 3, 1), ate=date(2026, 3, 31), tipos=(TipoPrazo.POSSE, TipoPrazo.EXERCICIO), orgao_id=c.orgao,
        unidade_id=c.unidade, responsavel="", texto="ávila", interna_ate=HOJE, estados=(EstadoPrazo.ZONA_CINZENTA,),
    )  # fmt: skip
    assert agenda_saidas.em_palavras(c.ctx, pedido=PedidoAgenda(filtro=filtro, pendentes=True, hoje=HOJE)) == (
        "só pendentes; prazo: Posse ou Exercício; estado: zona cinzenta; órgão: SAEB; unidade: Diretoria de Pessoal; "
        "vencimento de 01/03/2026 a 31/03/2026; sem responsável; data interna até 02/03/2026; com “ávila”"
    )
    outro = FiltroPrazos(dia_de=HOJE, dia_ate=HOJE, interna_depois=True, com_interna=True, pelo_ultimo=True, de=HOJE)
    assert agenda_saidas.em_palavras(c.ctx, pedido=PedidoAgenda(filtro=outro, hoje=HOJE)) == (
        "todos os prazos; último dia possível de 02/03/2026 em diante; vencimento ou data interna em 02/03/2026; "
        "com data interna; data interna posterior ao vencimento"
    )


@pytest.mark.parametrize("formato", list(FormatoAgenda))
def test_quem_desiste_nao_fica_com_meio_arquivo(c: Cenario, formato: FormatoAgenda) -> None:
    pedido = PedidoAgenda(hoje=HOJE)
    perguntas = 0

    def depois_de_ler() -> bool:
        nonlocal perguntas
        perguntas += 1
        return perguntas > 1

    for cancelado in (lambda: True, depois_de_ler):
        with pytest.raises(ErroDominio, match="cancelada; nenhum arquivo foi gravado"):
            agenda_saidas.exportar(c.ctx, formato=formato, pedido=pedido, cancelado=cancelado)


def test_o_que_nao_cabe_e_dito_antes(c: Cenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agenda_saidas, "LIMITE_DO_PDF", 3)
    with pytest.raises(ErroDominio, match=r"prazos, e um PDF comporta 3\. Nada foi gravado; escolha um período"):
        sair(c, FormatoAgenda.PDF)
    assert sair(c, FormatoAgenda.CSV).prazos > 3


def test_o_andamento_chega_ao_fim(c: Cenario) -> None:
    vistos: list[tuple[int, int]] = []
    agenda_saidas.exportar(
        c.ctx, formato=FormatoAgenda.ICS, pedido=replace(PedidoAgenda(hoje=HOJE), pendentes=True),
        progresso=lambda feitos, total: vistos.append((feitos, total)),
    )  # fmt: skip
    assert all(feitos <= total for feitos, total in vistos)
    assert vistos[-1][0] == vistos[-1][1]
