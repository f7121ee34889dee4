"""Estágio probatório on screen: who is in it, the marks, the gate with its two warnings, and the next act."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import EstadoPrazo, Situacao, TipoPrazo
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.estagio_lote import DialogoLote
from bahiaservidor.janela.dialogos.estagio_notas import DialogoNotas
from bahiaservidor.janela.modelos.base import PAPEL_TOM
from bahiaservidor.janela.modelos.estagio import (
    COLUNA_DAS_MARCAS,
    avaliacoes_em_palavras,
    colunas_estagio,
    o_que_falta,
    portao,
    portao_curto,
    proximo_ato,
    tom_do_portao,
)
from bahiaservidor.janela.telas.estagio import TelaEstagio
from bahiaservidor.janela.telas.estagio_blocos import BlocosEstagio
from bahiaservidor.janela.tema import Tom
from bahiaservidor.servicos import estagio as servico
from bahiaservidor.servicos import pessoas, provimento
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import FiltroServidores, LinhaPrazo, PedidoAto
from bahiaservidor.servicos.tipos.estagio import FiltroEstagio, LinhaEstagio, Recorte

from .apoio_prazos import (
    HOJE,
    casa_de_teste,
    conferir_modelo,
    esperar,
    mostrar,
    prazo,
    registro_de_demonstracao,
    registro_vazio,
)

EXERCICIO, FIM, PORTAO = date(2024, 6, 30), date(2027, 6, 30), date(2027, 2, 26)
_DIAS = (
    date(2024, 12, 30), date(2025, 6, 30), date(2025, 12, 30), date(2026, 6, 30), date(2026, 12, 30), date(2027, 6, 30),
)  # fmt: skip


def linha_de(
    hoje: date, *, feitas: int = 0, submetida: date | None = None, aviso: int | None = None, chefe: str | None = "Lia",
    nome: str = "Ana Luíza Conceição",
) -> LinhaEstagio:  # fmt: skip
    """Return the row of one person whose first evaluations were made, on a day."""

    def um(tipo: TipoPrazo, dia: date, feito: date | None, numero: int | None = None) -> LinhaPrazo:
        aberto = EstadoPrazo.ABERTO if hoje <= dia else EstadoPrazo.VENCIDO
        return prazo(
            tipo, EstadoPrazo.CUMPRIDO if feito is not None else aberto, prazo_id=numero or 20, numero=numero,
            inicio=EXERCICIO, vence=dia, fechado_em=feito,
        )  # fmt: skip

    return LinhaEstagio(
        vinculo_id=1, servidor_id=1, nome=nome, matricula="92000001", cargo="Analista Técnico",
        unidade="Diretoria de Pessoal", orgao="SAEB", exercicio=EXERCICIO,
        fim=um(TipoPrazo.FIM_ESTAGIO, FIM, None), submissao=um(TipoPrazo.SUBMISSAO_AVALIACAO, PORTAO, submetida),
        avaliacoes=tuple(
            um(TipoPrazo.AVALIACAO_SEMESTRAL, dia, dia if numero <= feitas else None, numero)
            for numero, dia in enumerate(_DIAS, start=1)
        ),
        aviso=aviso, chefe=chefe,
    )  # fmt: skip


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("hoje", "aviso", "palavras", "curto", "tom"),
    [
        (date(2026, 12, 29), None, "Até 26/02/2027", "26/02/2027", None),
        (date(2026, 12, 30), 6, "Aviso de 6 meses: 26/02/2027", "Aviso: 6 meses", Tom.ATENCAO),
        (date(2027, 1, 30), 5, "Aviso de 5 meses: 26/02/2027", "Aviso: 5 meses", Tom.ATENCAO),
        (date(2027, 2, 26), 5, "Último dia: hoje", "Último dia", Tom.PERIGO),
        (date(2027, 2, 27), None, "Vencida 26/02/2027", "Vencida", Tom.PERIGO),
    ],
)
def test_gate_in_words(hoje: date, aviso: int | None, palavras: str, curto: str, tom: Tom | None) -> None:
    linha = linha_de(hoje, feitas=5, aviso=aviso)
    assert (portao(linha, hoje), portao_curto(linha, hoje), tom_do_portao(linha, hoje)) == (palavras, curto, tom)


def test_submitted_in_time_no_longer_warns() -> None:
    hoje = date(2027, 2, 1)
    linha = linha_de(hoje, feitas=5, submetida=date(2027, 1, 20))
    assert (portao(linha, hoje), portao_curto(linha, hoje)) == ("Submetida 20/01/2027", "Submetida")
    assert tom_do_portao(linha, hoje) is Tom.SUCESSO
    assert proximo_ato(linha) == "homologacao_estagio"
    assert o_que_falta(linha, hoje) == "Homologar"


@pytest.mark.parametrize(
    ("hoje", "campos", "falta", "ato"),
    [
        (date(2026, 11, 23), {"feitas": 4}, "5ª avaliação em 37 dias", "avaliacao_estagio"),
        (date(2026, 11, 23), {"feitas": 3}, "4ª avaliação vencida desde 30/06/2026", "avaliacao_estagio"),
        (date(2026, 11, 23), {"feitas": 1}, "3 avaliações vencidas (2ª, 3ª, 4ª)", "avaliacao_estagio"),
        (date(2027, 1, 3), {"feitas": 5, "aviso": 6}, "Preparar a submissão: menos de 6 meses para o fim",
         "submissao_avaliacao"),
        (PORTAO, {"feitas": 5, "aviso": 5}, "Submeter à homologação hoje, último dia", "submissao_avaliacao"),
        (date(2027, 3, 1), {"feitas": 5}, "Submeter à homologação", "submissao_avaliacao"),
        (date(2026, 11, 23), {"feitas": 4, "chefe": None}, "5ª avaliação em 37 dias; designar avaliadores",
         "avaliacao_estagio"),
        (date(2027, 7, 1), {"feitas": 6, "submetida": date(2027, 1, 20)},
         "Tempo completo sem homologação: ouvir a PGE", "homologacao_estagio"),
    ],
)  # fmt: skip
def test_what_is_missing_in_words(hoje: date, campos: dict[str, Any], falta: str, ato: str) -> None:
    linha = linha_de(hoje, **campos)
    assert o_que_falta(linha, hoje) == falta
    assert proximo_ato(linha) == ato
    coluna = next(c for c in colunas_estagio(lambda: hoje) if c.chave == "falta")
    assert coluna.dica is not None
    assert (coluna.texto(linha), coluna.dica(linha)) == (falta.replace("ª avaliação", "ª"), falta)


def test_evaluations_are_in_order_and_said_in_words() -> None:
    linha = linha_de(date(2026, 11, 23), feitas=3)
    assert linha.feitas == 3
    assert avaliacoes_em_palavras(linha).splitlines()[3:5] == ["4ª: Vencido, 30/06/2026", "5ª: Aberto, 30/12/2026"]
    coluna = colunas_estagio(lambda: HOJE)[COLUNA_DAS_MARCAS]
    assert (coluna.chave, coluna.texto(linha)) == ("avaliacoes", "3 de 6 feitas")


# ---------------------------------------------------------------- the screen


def _linhas(tela: TelaEstagio) -> list[LinhaEstagio]:
    return [linha for i in range(tela.modelo.rowCount()) if (linha := tela.modelo.linha(i)) is not None]


def test_list_has_everybody_whose_estagio_runs(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, pedidos):
        filtro = FiltroServidores(situacoes=(Situacao.EM_ESTAGIO_PROBATORIO,))
        em_estagio = set(pessoas.ids_servidores(ctx, filtro=filtro, hoje=HOJE))
        tela = TelaEstagio(casa)
        mostrar(qtbot, tela, casa)
        conferir_modelo(tela.modelo, tela)
        # Who is on leave is in estágio too, though the single word says "afastado".
        assert em_estagio <= set(tela.modelo.ids())
        assert em_estagio
        linhas = _linhas(tela)
        fins = [linha.fim.vence or date.max for linha in linhas]
        assert fins == sorted(fins)
        assert tela.recorte.itemText(0) == f"Todos em estágio ({len(linhas)})"

        tela.recorte.definir(Recorte.AVALIACAO_VENCIDA)
        esperar(qtbot, casa)
        assert list(tela.modelo.ids()) == [x.vinculo_id for x in linhas if x.avaliacao_vencida is not None]
        tela.recorte.definir(Recorte.TODOS)
        esperar(qtbot, casa)

        escolhida = linhas[-1]
        tela.busca.setText(escolhida.nome.upper())
        qtbot.keyClick(tela.busca, Qt.Key.Key_Return)
        esperar(qtbot, casa)
        assert list(tela.modelo.ids()) == [escolhida.vinculo_id]
        assert tela.painel.linha() == escolhida
        detalhe = tela.painel.blocos.detalhe()
        assert detalhe is not None
        assert detalhe.vinculo_id == escolhida.vinculo_id
        tela.tabela.setFocus()
        qtbot.keyClick(tela.tabela, Qt.Key.Key_Return)
        assert pedidos.fichas == [escolhida.servidor_id]
        quem = {"servidor_id": escolhida.servidor_id, "vinculo_id": escolhida.vinculo_id}
        qtbot.mouseClick(tela.painel.homologar, Qt.MouseButton.LeftButton)
        assert pedidos.atos[-1] == {**quem, "tipo": "homologacao_estagio"}


def test_ctrl_enter_opens_what_comes_next(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, pedidos):
        tela = TelaEstagio(casa)
        mostrar(qtbot, tela, casa)
        proximos = [proximo_ato(linha) for linha in _linhas(tela)]
        tela.tabela.setFocus()
        outro = next(i for i, ato in enumerate(proximos) if ato != "avaliacao_estagio")
        tela.tabela.ir_para(outro)
        esperar(qtbot, casa)
        qtbot.keyClick(tela.tabela, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert pedidos.atos[-1]["tipo"] == proximos[outro]
        tela.tabela.ir_para(proximos.index("avaliacao_estagio"))
        qtbot.keyClick(tela.tabela, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        esperar(qtbot, casa)
        (dialogo,) = tela.findChildren(DialogoNotas)
        linha = tela.painel.linha()
        assert linha is not None
        assert linha.proxima_avaliacao is not None
        assert dialogo.numero.value() == linha.proxima_avaliacao.numero
        dialogo.reject()


def test_header_sorts_in_the_registry_and_keeps_the_person(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, _):
        tela = TelaEstagio(casa)
        mostrar(qtbot, tela, casa)
        tela.tabela.ir_para(3)
        escolhido = tela.modelo.id_da_linha(3)
        tela.tabela.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        esperar(qtbot, casa)
        nomes = [linha.nome.casefold() for linha in _linhas(tela)]
        assert nomes[0] > nomes[-1]
        assert tela.modelo.id_da_linha(tela.tabela.linha_atual()) == escolhido


def test_orgao_and_part_filter_in_the_registry(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, _):
        tela = TelaEstagio(casa)
        mostrar(qtbot, tela, casa)
        todos = list(tela.modelo.ids())
        orgao = tela.orgao.opcoes()[0]
        tela.orgao.definir(orgao.valor)
        esperar(qtbot, casa)
        assert {linha.orgao for linha in _linhas(tela)} <= {orgao.rotulo}
        tela.orgao.definir(None)
        tela.receber(recorte="sem_avaliador")
        esperar(qtbot, casa)
        sem = list(tela.modelo.ids())
        assert 0 < len(sem) < len(todos)
        assert {linha.chefe for linha in _linhas(tela)} == {None}
        assert set(sem) < set(todos)


def test_empty_registry_explains_itself(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, _):
        tela = TelaEstagio(casa)
        mostrar(qtbot, tela, casa)
        assert tela.vazio.isVisible()
        assert tela.vazio.titulo() == "Ninguém em estágio probatório"
        assert tela.painel.linha() is None
        assert not tela.lote.isEnabled()
        tela.recorte.definir(Recorte.PORTAO)
        esperar(qtbot, casa)
        assert tela.vazio.titulo() == "Ninguém com este filtro"


def test_gate_column_has_a_badge_only_when_it_asks_something(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, _):
        tela = TelaEstagio(casa)
        mostrar(qtbot, tela, casa)
        coluna = [c.chave for c in tela.modelo.colunas].index("portao")
        tons = {i: tela.modelo.index(i, coluna).data(PAPEL_TOM) for i in range(tela.modelo.rowCount())}
        assert {
            i for i, linha in enumerate(_linhas(tela)) if linha.aviso or linha.submetida or linha.submissao_vencida
        } == {i for i, tom in tons.items() if tom is not None}


def test_long_names_do_not_stretch_the_panel(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, _):
        tela = TelaEstagio(casa)
        mostrar(qtbot, tela, casa)
        largura = tela.painel.width()
        hoje = date(2026, 11, 23)
        tela.painel.mostrar(linha_de(hoje, nome="Maria Aparecida do Nascimento " * 6))
        qtbot.wait(20)
        assert tela.painel.width() == largura


# ---------------------------------------------------------------- scores


def _primeira_por_avaliar(ctx: Contexto) -> LinhaEstagio:
    ids = servico.ids_em_estagio(ctx, filtro=FiltroEstagio(), hoje=HOJE)
    linhas = servico.linhas_em_estagio(ctx, ids=ids, hoje=HOJE)
    # One whose next evaluation may already be dated today.
    return next(x for x in linhas if x.proxima_avaliacao is not None and x.exercicio is not None)


def _dialogo_notas(qtbot: QtBot, casa: Casa, linha: LinhaEstagio) -> DialogoNotas:
    proxima = linha.proxima_avaliacao
    assert proxima is not None
    assert proxima.numero is not None
    dialogo = DialogoNotas(
        casa, None, servidor_id=linha.servidor_id, vinculo_id=linha.vinculo_id, nome=linha.nome, proxima=proxima.numero
    )
    dialogo.open()
    esperar(qtbot, casa)
    return dialogo


def _com_escala(ctx: Contexto) -> None:
    from bahiaservidor.estatuto.parametros import ValorDatado
    from bahiaservidor.servicos.regimes import parametros_do_programa

    novos = parametros_do_programa()
    for chave, valor in (("estagio_escala", "0-10"), ("estagio_nota_minima", 7)):
        novos = novos.com(chave, ValorDatado(desde=date(2001, 1, 1), valor=valor, citacao="IN 2/2001"))
    ctx.numeros = novos
    ctx.recarregar()


def test_a_comma_is_refused_aloud_and_a_failure_gives_the_button_back(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, _):
        dialogo = _dialogo_notas(qtbot, casa, _primeira_por_avaliar(ctx))
        dialogo.data_avaliacao.definir(HOJE)
        dialogo.resultado.setCurrentIndex(1)
        campo = dialogo.notas["disciplina"]
        campo.setFocus()
        qtbot.keyClicks(campo, "9,5")
        assert campo.text() == "9,5"  # never 95
        dialogo.salvar()
        assert campo.property("erro")
        campo.setText("9")

        def falhar(*_: object, **__: object) -> None:
            raise RuntimeError("disco")

        monkeypatch.setattr(provimento, "registrar", falhar)
        monkeypatch.setattr(casa.executor, "apresentar", lambda erro, pai: None)
        dialogo.salvar()
        assert not dialogo.confirmar.isEnabled()
        qtbot.waitUntil(dialogo.confirmar.isEnabled)
        assert dialogo.isVisible()
        dialogo.close()


def test_scores_suggest_the_result_until_the_clerk_chooses(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    _com_escala(ctx)
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, pedidos):
        linha = _primeira_por_avaliar(ctx)
        dialogo = _dialogo_notas(qtbot, casa, linha)
        assert dialogo.resultado.valor() is None
        for campo, nota in zip(dialogo.notas.values(), ("7", "7", "7", "7", "6"), strict=True):
            campo.setText(nota)
        assert dialogo.resultado.valor() is False
        assert "Média 6,8" in dialogo.sugestao.texto()
        dialogo.notas["responsabilidade"].setText("7")
        assert dialogo.resultado.valor() is True
        # What the clerk chose stays, and the disagreement is said.
        dialogo.resultado.setCurrentIndex(2)
        dialogo.notas["responsabilidade"].setText("9")
        assert dialogo.resultado.valor() is False
        assert "é o contrário" in dialogo.sugestao.texto()
        dialogo.notas["assiduidade"].setText("77")
        assert "Fora da escala: Assiduidade" in dialogo.sugestao.texto()
        dialogo.notas["assiduidade"].setText("7")

        dialogo.salvar()
        assert dialogo.formulario.campo("data").property("erro")
        dialogo.data_avaliacao.definir(HOJE)
        dialogo.ciencia.definir(date(2026, 11, 20))
        dialogo.salvar()
        assert dialogo.formulario.campo("ciencia").property("erro")
        dialogo.ciencia.definir(None)
        with qtbot.waitSignal(dialogo.salvo):
            dialogo.salvar()
        esperar(qtbot, casa)
        assert "as notas indicam avaliação satisfatória" in pedidos.mensagens[-1]
        feitas = servico.detalhe(ctx, vinculo_id=linha.vinculo_id, hoje=HOJE).avaliacoes
        proxima = linha.proxima_avaliacao
        assert proxima is not None
        nova = next(a for a in feitas if a.numero == proxima.numero)
        assert nova.notas is not None
        assert (nova.notas.valores, nova.satisfatoria) == ((7, 7, 7, 7, 9), False)


def test_refused_scores_stay_on_the_form(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    _com_escala(ctx)
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, _):
        dialogo = _dialogo_notas(qtbot, casa, _primeira_por_avaliar(ctx))
        for campo in dialogo.notas.values():
            campo.setText("11")
        dialogo.resultado.setCurrentIndex(1)
        dialogo.data_avaliacao.definir(HOJE)
        dialogo.salvar()
        esperar(qtbot, casa)
        assert "Fora da escala" in dialogo.aviso.texto()
        assert [campo.text() for campo in dialogo.notas.values()] == ["11"] * 5
        assert dialogo.confirmar.isEnabled()
        dialogo.reject()


# ---------------------------------------------------------------- blocks


def test_blocks_offer_the_act_that_comes_next(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path):
        linha = _primeira_por_avaliar(ctx)
        proxima = linha.proxima_avaliacao
        assert proxima is not None
        conteudo = {"numero": proxima.numero, "data": HOJE, "satisfatoria": False, "ciencia": HOJE}
        pedido = PedidoAto(tipo="avaliacao_estagio", conteudo=conteudo, vinculo_id=linha.vinculo_id)
        provimento.registrar(ctx, pedido=pedido, hoje=HOJE)
        blocos = BlocosEstagio()
        qtbot.addWidget(blocos)
        pedidos: list[tuple[str, object]] = []
        blocos.ato.connect(lambda tipo, conhecido: pedidos.append((tipo, conhecido)))
        blocos.mostrar(servico.detalhe(ctx, vinculo_id=linha.vinculo_id, hoje=HOJE))
        textos = {botao.text(): botao for botao in blocos.findChildren(QPushButton)}
        textos["Reconsideração…"].click()
        textos["Designar avaliadores…"].click()
        assert pedidos == [
            ("reconsideracao_avaliacao", {"numero": proxima.numero}), ("designacao_avaliadores", {}),
        ]  # fmt: skip
        blocos.mostrar(None)
        assert blocos.detalhe() is None


# ---------------------------------------------------------------- batch


def test_batch_ticks_who_can_and_registers_in_one_go(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, pedidos):
        ids = servico.ids_em_estagio(ctx, filtro=FiltroEstagio(), hoje=HOJE)
        crus = servico.linhas_em_estagio(ctx, ids=ids, hoje=HOJE)
        nao_submetido = next(x for x in crus if not x.submetida)
        quem = next(x for x in crus if x.vinculo_id != nao_submetido.vinculo_id and not x.submetida)
        pedido = PedidoAto(tipo="submissao_avaliacao", conteudo={"data": HOJE}, vinculo_id=quem.vinculo_id)
        provimento.registrar(ctx, pedido=pedido, hoje=HOJE)
        dialogo = DialogoLote(casa, None, vinculos=(quem.vinculo_id, nao_submetido.vinculo_id))
        dialogo.open()
        esperar(qtbot, casa)
        conferir_modelo(dialogo.modelo, dialogo)
        veredito = {c.vinculo_id: c for c in dialogo.modelo.linhas()}
        assert veredito[quem.vinculo_id].pode
        assert not veredito[nao_submetido.vinculo_id].pode
        assert "1 não" in dialogo.resumo.text()
        # Who cannot takes no tick, however it is asked for.
        recusado = [c.vinculo_id for c in dialogo.modelo.linhas()].index(nao_submetido.vinculo_id)
        dialogo.modelo.alternar(recusado)
        indice = dialogo.modelo.index(recusado, 0)
        assert not dialogo.modelo.setData(indice, Qt.CheckState.Checked, int(Qt.ItemDataRole.CheckStateRole))
        qtbot.mouseClick(dialogo.todos, Qt.MouseButton.LeftButton)
        assert [c.vinculo_id for c in dialogo.modelo.marcados()] == [quem.vinculo_id]
        assert dialogo.confirmar.text() == "&Homologar 1 pessoa"
        dialogo.data.setText("30/02/2026")
        assert not dialogo.confirmar.isEnabled()
        dialogo.data.definir(HOJE)
        qtbot.waitUntil(dialogo.confirmar.isEnabled, timeout=5000)
        dialogo.instrumento.numero.setText("12/2026")
        dialogo._homologar()
        esperar(qtbot, casa)
        assert pedidos.mensagens[-1] == "1 homologação registrada."
        assert quem.vinculo_id not in servico.ids_em_estagio(ctx, filtro=FiltroEstagio(), hoje=HOJE)


def test_batch_names_who_stayed_out(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ctx = registro_de_demonstracao(tmp_path, tmp_path_factory.getbasetemp())
    with casa_de_teste(qapp, ctx, tmp_path) as (casa, _):
        ids = servico.ids_em_estagio(ctx, filtro=FiltroEstagio(), hoje=HOJE)
        dois = [x for x in servico.linhas_em_estagio(ctx, ids=ids, hoje=HOJE) if not x.submetida][:2]
        for linha in dois:
            pedido = PedidoAto(tipo="submissao_avaliacao", conteudo={"data": HOJE}, vinculo_id=linha.vinculo_id)
            provimento.registrar(ctx, pedido=pedido, hoje=HOJE)
        dialogo = DialogoLote(casa, None, vinculos=tuple(x.vinculo_id for x in dois))
        dialogo.open()
        esperar(qtbot, casa)
        dialogo.modelo.marcar_visiveis(True)
        # Somebody else homologates one of them meanwhile.
        outro = PedidoAto(tipo="homologacao_estagio", conteudo={"data": HOJE}, vinculo_id=dois[0].vinculo_id)
        provimento.registrar(ctx, pedido=outro, hoje=HOJE)
        dialogo._homologar()
        esperar(qtbot, casa)
        assert dialogo.feito.text() == "1 homologação registrada. 1 pessoa ficou de fora."
        (fora,) = dialogo.de_fora.linhas()
        assert (fora.nome, fora.dispositivo) == (dois[0].nome, "art. 27, parágrafo único")
        assert not dialogo.confirmar.isVisible()
        dialogo.reject()


def test_batch_without_anybody_submitted_says_what_to_do(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with casa_de_teste(qapp, registro_vazio(tmp_path), tmp_path) as (casa, _):
        dialogo = DialogoLote(casa, None)
        dialogo.open()
        esperar(qtbot, casa)
        assert dialogo.vazio.titulo() == "Ninguém foi submetido à homologação"
        assert not dialogo.confirmar.isEnabled()
        dialogo.reject()
