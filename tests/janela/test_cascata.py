"""What happens to the occupant of a claimed post, in the same dialog; acts on a cargo."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.tipos import Carater, OrigemVaga, Situacao
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.cargo_ato import TRANSFORMACAO, DialogoAtoDoCargo
from bahiaservidor.servicos import cadastros, pessoas, provimento
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import Candidato, Cargo, Concurso, DadosPessoa, Lista, PedidoAto, Vagas

from .apoio_atos import HOJE, NOME_LONGO, abrir_dialogo, esperar, pagina, preencher, registrar
from .conftest import Anotacoes


def _cargo(ctx: Contexto, nome: str) -> int:
    id_ = cadastros.salvar_cargo(ctx, cargo=Cargo(nome=nome, natureza=Carater.PERMANENTE, carreira="Fisco"))
    cadastros.salvar_vagas(ctx, vagas=Vagas(cargo_id=id_, quantidade=1, lei="Lei 1/2000"))
    return id_


def _estavel(ctx: Contexto, nome: str, cargo: int, ano: int, servidor: int | None = None) -> int:
    concurso = cadastros.salvar_concurso(
        ctx, concurso=Concurso(edital=f"Edital {ano}", homologacao=date(ano - 1, 6, 2))
    )
    lista = cadastros.salvar_lista(ctx, lista=Lista(concurso_id=concurso, cargo_id=cargo))
    cadastros.salvar_candidatos(
        ctx, lista_id=lista, candidatos=(Candidato(lista_id=lista, classificacao=1, nome=nome),)
    )
    candidato = cadastros.candidatos(ctx, lista_id=lista)[0].id
    campos: dict[str, Any] = {"cargo": cargo, "candidato": candidato, "publicacao": date(ano, 2, 2)}
    if servidor is None:
        campos["pessoa"] = DadosPessoa(nome=nome, nascimento=date(1980, 3, 3))
    feito = registrar(ctx, "nomeacao", servidor=servidor, **campos)
    if servidor is not None:
        vinculos = pessoas.ficha(ctx, servidor_id=servidor, hoje=HOJE).vinculos
        saida = PedidoAto(
            tipo="vacancia_posse_inacumulavel", conteudo={"publicacao": date(ano, 2, 18)}, servidor_id=servidor,
            vinculo_id=min(v.id for v in vinculos),
        )  # fmt: skip
        provimento.registrar(ctx, pedido=saida, hoje=HOJE)
    for tipo, dia in (
        ("posse", date(ano, 2, 18)), ("exercicio", date(ano, 2, 20)), ("submissao_avaliacao", date(ano + 2, 10, 2)),
        ("homologacao_estagio", date(ano + 3, 2, 20)),
    ):  # fmt: skip
        extra = {"resultado": "aprovado"} if tipo == "homologacao_estagio" else {}
        registrar(ctx, tipo, servidor=feito.servidor_id, data=dia, **extra)
    return feito.servidor_id


def test_a_reconducao_do_ocupante_se_marca_no_mesmo_dialogo_e_entra_junto(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    c1, c2 = _cargo(ctx, "Auditor"), _cargo(ctx, "Agente de Tributos")
    ana = _estavel(ctx, "Ana Prates", c1, 2012)
    registrar(ctx, "demissao", servidor=ana, publicacao=date(2018, 3, 5))
    bento = _estavel(ctx, NOME_LONGO, c2, 2013)
    _estavel(ctx, NOME_LONGO, c1, 2019, servidor=bento)

    dialogo = abrir_dialogo(qtbot, casa, servidor_id=ana, tipo="reintegracao")
    folha = pagina(dialogo)
    assert not folha.cascata.isVisibleTo(folha)
    preencher(qtbot, casa, dialogo, publicacao=date(2026, 10, 20), decisao=date(2026, 10, 1))
    qtbot.waitUntil(lambda: folha.cascata.isVisibleTo(folha))
    (caixa,) = folha.cascata.findChildren(QCheckBox)
    assert caixa.text() == f"Registrar também: Recondução de {NOME_LONGO}"
    assert not caixa.isChecked()
    # Tab comes to it where it is seen: before the ressalva, not after the buttons at the foot.
    folha.ressalva.abrir.setFocus()
    antes = []
    for _ in range(2):
        qtbot.keyClick(dialogo, Qt.Key.Key_Backtab)
        antes.append(dialogo.focusWidget())
    assert caixa in antes
    assert folha.pedido().em_seguida == ()
    caixa.setChecked(True)
    # The verdict asked for again leaves ticked what was ticked.
    folha.form.alterado.emit()
    esperar(qtbot, casa)
    (caixa,) = folha.cascata.findChildren(QCheckBox)
    assert caixa.isChecked()
    dialogo.registrar.click()
    esperar(qtbot, casa)
    for servidor in (ana, bento):
        ficha = pessoas.ficha(ctx, servidor_id=servidor, hoje=HOJE)
        assert ficha.situacao is Situacao.AGUARDANDO_EXERCICIO


def test_extinguir_e_transformar_um_cargo(qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes) -> None:
    c1, c2 = _cargo(ctx, "Auditor"), _cargo(ctx, "Agente de Tributos")
    todos = {c.id: c for c in cadastros.cargos(ctx)}
    dialogo = DialogoAtoDoCargo(casa, todos[c1], cargos=tuple(todos.values()))
    qtbot.addWidget(dialogo)
    dialogo.show()
    para = dialogo.formulario.campo("para")
    assert not para.isVisibleTo(dialogo)
    assert "art. 37" in dialogo.efeito.text()
    dialogo.especie.definir(TRANSFORMACAO)
    assert para.isVisibleTo(dialogo)
    assert "também os encerrados" in dialogo.efeito.text()
    dialogo.salvar()
    assert dialogo.isVisible()
    dialogo.formulario.campo("publicacao").definir(date(2026, 10, 20))  # type: ignore[attr-defined]
    dialogo.formulario.campo("lei").setText("Lei 15.001/2026")  # type: ignore[attr-defined]
    dialogo.salvar()
    assert dialogo.isVisible()
    para.definir(c2)  # type: ignore[attr-defined]
    dialogo.salvar()
    esperar(qtbot, casa)
    assert next(c for c in cadastros.cargos(ctx) if c.id == c1).extinto_em == date(2026, 10, 20)


def test_o_posto_livre_escolhido_preenche_a_origem_e_o_ultimo_ocupante(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    c1, c2 = _cargo(ctx, "Auditor"), _cargo(ctx, "Agente de Tributos")
    ana = _estavel(ctx, "Ana Prates", c1, 2012)
    registrar(ctx, "falecimento", servidor=ana, data=date(2026, 3, 5))
    dialogo = abrir_dialogo(qtbot, casa, tipo="nomeacao")
    folha = pagina(dialogo)
    assert not folha.vaga.isVisibleTo(folha)
    preencher(qtbot, casa, dialogo, publicacao=date(2026, 10, 20), cargo=c1)
    assert folha.vaga.isVisibleTo(folha)
    opcoes = [folha.vaga.posto.itemText(i) for i in range(folha.vaga.posto.count())]
    assert len(opcoes) == 2
    assert "Falecimento de Ana Prates" in opcoes[1]
    folha.vaga.posto.setCurrentIndex(1)
    valores = folha.form.valores()
    assert (valores["origem"], valores["ultimo_ocupante"]) == (OrigemVaga.FALECIMENTO, "Ana Prates")
    # Another cargo, other posts: what was chosen is chosen no more.
    preencher(qtbot, casa, dialogo, cargo=c2)
    assert folha.vaga.posto.valor() is None
    assert "Lei 1/2000" in folha.vaga.posto.itemText(1)
