"""The one dialog of all acts, with real widgets over a real registry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.atos.base import Requisito, Ressalva, TipoCampo
from bahiaservidor.estatuto.atos.catalogo import DEFINICOES
from bahiaservidor.estatuto.atos.posse import Posse
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import Carater, Inspecao, MotivoAfastamento, Situacao
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.analise import por_conferir
from bahiaservidor.janela.dialogos.ato import DialogoAto
from bahiaservidor.janela.dialogos.campos import criar_campo
from bahiaservidor.janela.dialogos.conferencia import Conferencia
from bahiaservidor.janela.dialogos.descricao import descrever, guardavel, ler_hora
from bahiaservidor.janela.dialogos.formulario_ato import FormularioAto
from bahiaservidor.janela.tema import Tom
from bahiaservidor.servicos import minutas, pessoas, rascunhos
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import DadosPessoa, PedidoAto

from .apoio_atos import (
    CPFS,
    HOJE,
    abrir_dialogo,
    conferir_tudo,
    esperar,
    mostrar,
    pagina,
    povoar,
    preencher,
    registrar,
)
from .conftest import Anotacoes


def _palavras(dialogo: DialogoAto) -> str:
    return "\n".join(rotulo.text() for rotulo in pagina(dialogo).painel.findChildren(QLabel) if rotulo.isVisible())


# ---------------------------------------------------------------- fields


@pytest.mark.parametrize("definicao", DEFINICOES, ids=lambda d: d.tipo)
def test_every_act_has_a_form_that_gives_back_what_it_was_given(qtbot: QtBot, definicao: object) -> None:
    assert hasattr(definicao, "conteudo")
    form = FormularioAto(definicao.conteudo, hoje=lambda: HOJE, usuario="maria.souza")
    qtbot.addWidget(form)
    assert not form.alterou()
    amostra = {
        TipoCampo.DATA: date(2026, 11, 20), TipoCampo.HORA: time(8, 30), TipoCampo.TEXTO: "um texto",
        TipoCampo.TEXTO_LONGO: "duas\nlinhas", TipoCampo.INTEIRO: 3, TipoCampo.SIM_NAO: True,
        TipoCampo.SIM_NAO_PENDENTE: False,
    }  # fmt: skip
    dados = {d.nome: amostra[d.tipo] for d in form.descricoes if d.tipo in amostra}
    dados |= {d.nome: list(d.classe)[-1] for d in form.descricoes if d.tipo is TipoCampo.ESCOLHA}
    form.preencher(dados)
    valores = form.valores()
    assert {nome: valores[nome] for nome in dados} == dados
    assert form.alterou()
    outro = FormularioAto(definicao.conteudo, hoje=lambda: HOJE)
    qtbot.addWidget(outro)
    outro.preencher(guardavel(dados))
    secretos = {d.nome for d in form.descricoes if d.sigiloso}
    assert {n: v for n, v in outro.valores().items() if n in dados and n not in secretos} == {
        n: v for n, v in dados.items() if n not in secretos
    }


def test_what_must_be_checked_starts_unchecked(qtbot: QtBot) -> None:
    form = FormularioAto(Posse, hoje=lambda: HOJE)
    qtbot.addWidget(form)
    valores = form.valores()
    assert [d.nome for d in form.por_conferir()] == [
        "nacionalidade", "direitos_politicos", "quitacao_militar", "escolaridade", "inspecao", "declaracao_bens",
        "declaracao_acumulacao", "acumulacao_licita",
    ]  # fmt: skip
    assert valores["nacionalidade"] is False
    assert valores["inspecao"] is Inspecao.AUSENTE


def test_impossible_date_is_said_below_the_field_and_forgotten_when_corrected(qtbot: QtBot) -> None:
    form = FormularioAto(Posse, hoje=lambda: HOJE)
    qtbot.addWidget(form)
    form.show()
    campo = form.campo("data")
    assert campo is not None
    campo.definir(None)
    campo.widget.setProperty("text", "31/02/2026")
    form.mostrar_erros()
    assert "31/02/2026" in form.erros()["data"]
    assert any("31/02/2026" in r.text() for r in form.findChildren(QLabel) if r.isVisible())
    assert ("data", "Data da posse") in form.faltas()
    campo.definir(HOJE)
    form.mostrar_erros()
    assert form.erros() == {}
    assert not any("31/02/2026" in r.text() for r in form.findChildren(QLabel) if r.isVisible())


@pytest.mark.parametrize(
    ("escrito", "hora"), [("8", time(8)), ("8:30", time(8, 30)), ("08h30", time(8, 30)), ("0830", time(8, 30))]
)
def test_times_as_clerks_write_them(escrito: str, hora: time) -> None:
    assert ler_hora(escrito) == hora


@pytest.mark.parametrize("escrito", ["25:00", "8:60", "manhã", "8:30:10", "123456"])
def test_times_that_do_not_exist(escrito: str) -> None:
    with pytest.raises(ErroDominio, match="não é uma hora"):
        ler_hora(escrito)


def test_labels_and_accessible_names_of_every_field(qtbot: QtBot) -> None:
    for definicao in DEFINICOES:
        for descricao in descrever(definicao.conteudo):
            if descricao.tipo is TipoCampo.CANDIDATO:
                continue
            campo = criar_campo(descricao, hoje=lambda: HOJE)
            qtbot.addWidget(campo.widget)
            assert campo.widget.accessibleName().startswith(descricao.rotulo), (definicao.tipo, descricao.nome)


# ---------------------------------------------------------------- the checklist


def test_ticking_a_document_writes_down_who_and_when(qtbot: QtBot) -> None:
    lista = Conferencia(hoje=lambda: HOJE, usuario="Carla Nogueira")
    qtbot.addWidget(lista)
    lista.definir_lista(carater=Carater.TEMPORARIO, sexo="F")
    caixas = {caixa.text(): caixa for caixa in lista.findChildren(QCheckBox) if not caixa.isHidden()}
    assert "Declaração de parentesco" in caixas
    assert "Quitação militar" not in caixas
    antes = len(lista.faltam())
    caixas["Documento de identidade"].click()
    (item,) = lista.itens()
    assert (item.item, item.presente) == ("rg", True)
    assert (item.conferido_por, item.conferido_em) == ("Carla Nogueira", HOJE)
    assert len(lista.faltam()) == antes - 1
    # Another character asks for other documents; what was checked stays checked.
    lista.definir_lista(carater=Carater.PERMANENTE)
    assert [i.item for i in lista.itens()] == ["rg"]


# ---------------------------------------------------------------- the verdict


def test_a_requirement_not_checked_yet_is_not_a_refusal(qtbot: QtBot) -> None:
    campos = [d for d in descrever(Posse) if d.conferir]

    def requisito(descricao: str, dispositivo: str, falta: str) -> Requisito:
        return Requisito(regra="N5", descricao=descricao, dispositivo=dispositivo, atendido=False, falta=falta)

    assert por_conferir(requisito("Nacionalidade", "art. 8º", "Falta comprovar."), campos)
    assert not por_conferir(requisito("18 anos completos", "art. 8º", "A pessoa só completa 18 anos em 2030."), campos)
    assert not por_conferir(requisito("Nacionalidade", "art. 8º", "Falta comprovar."), [])
    assert not por_conferir(requisito("Posse até 20/11/2026", "art. 19, § 2º", "O último dia foi antes."), campos)


def test_live_analysis_says_what_is_missing_then_what_will_change(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    dialogo = abrir_dialogo(qtbot, casa, servidor_id=povo.nomeado.servidor_id, tipo="posse")
    assert pagina(dialogo).painel.veredito == "Falta preencher: Data da posse."
    preencher(qtbot, casa, dialogo, data=HOJE)
    assert pagina(dialogo).painel.veredito == "Falta conferir 8 requisitos."
    conferir_tudo(dialogo)
    pagina(dialogo).analisar()
    esperar(qtbot, casa)
    assert pagina(dialogo).painel.veredito == "A lei admite este ato."
    palavras = _palavras(dialogo)
    assert "23/12/2026" in palavras  # exercício: 30 days from the posse
    assert "Requisitos atendidos" in palavras
    dialogo.reject()


def test_posse_is_registered_and_the_message_offers_the_termo(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    dialogo = abrir_dialogo(
        qtbot, casa, servidor_id=povo.nomeado.servidor_id, vinculo_id=povo.nomeado.vinculo_id, tipo="posse"
    )
    preencher(qtbot, casa, dialogo, data=HOJE, local="Salvador")
    conferir_tudo(dialogo)
    with qtbot.waitSignal(dialogo.registrado):
        dialogo.registrar.click()
    esperar(qtbot, casa)
    ficha = pessoas.ficha(ctx, servidor_id=povo.nomeado.servidor_id, hoje=HOJE)
    assert ficha.vinculos[0].posse == HOJE
    texto, acao = anotacoes.mensagens[-1]
    assert texto.startswith("Posse registrada.")
    assert "23/12/2026" in texto
    assert acao is not None
    assert acao.texto == "Imprimir termo"
    acao.ao_acionar()
    esperar(qtbot, casa)
    assert len(anotacoes.previas) == 1
    assert [d.especie for d in pessoas.ficha(ctx, servidor_id=ficha.servidor_id, hoje=HOJE).documentos] == [
        "termo_posse"
    ]


def test_registering_with_fields_missing_says_which_and_writes_nothing(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    dialogo = abrir_dialogo(qtbot, casa, servidor_id=povo.nomeado.servidor_id, tipo="posse")
    dialogo.registrar.click()
    esperar(qtbot, casa)
    assert "Data da posse" in dialogo.aviso.texto()
    assert dialogo.isVisible()
    assert anotacoes.mensagens == []
    assert pessoas.ficha(ctx, servidor_id=povo.nomeado.servidor_id, hoje=HOJE).vinculos[0].posse is None
    dialogo.reject()


def test_refused_act_keeps_the_form_and_enters_with_a_ressalva(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    dialogo = abrir_dialogo(qtbot, casa, servidor_id=povo.nomeado.servidor_id, tipo="posse")
    preencher(qtbot, casa, dialogo, data=date(2026, 11, 20))
    conferir_tudo(dialogo)
    preencher(qtbot, casa, dialogo, inspecao="inapto")
    assert pagina(dialogo).painel.tom is Tom.PERIGO
    dialogo.registrar.click()
    esperar(qtbot, casa)
    assert "Posse" in dialogo.aviso.texto()
    assert dialogo.isVisible()
    campo = pagina(dialogo).form.campo("data")
    assert campo is not None
    assert campo.valor() == date(2026, 11, 20)
    # the way out that the law admits
    pagina(dialogo).abrir_ressalva()
    pagina(dialogo).ressalva.form.preencher(
        {"tipo": "decisao_judicial", "numero": "0001234-55.2026.8.05.0001", "data": "2026-11-18"}
    )
    pagina(dialogo).analisar()
    esperar(qtbot, casa)
    assert pagina(dialogo).painel.veredito.startswith("Entra com ressalva")
    dialogo.registrar.click()
    esperar(qtbot, casa)
    assert pessoas.ficha(ctx, servidor_id=povo.nomeado.servidor_id, hoje=HOJE).ressalvas != ()


# ---------------------------------------------------------------- choosing


def test_acts_not_allowed_say_why_and_the_next_one_comes_first(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    dialogo = abrir_dialogo(qtbot, casa, servidor_id=povo.nomeado.servidor_id, vinculo_id=povo.nomeado.vinculo_id)
    escolha = dialogo.escolha
    atual = escolha.atual()
    assert atual is not None
    assert atual.tipo == "posse"
    rotulos = [escolha.lista.item(i).text() for i in range(escolha.lista.count())]
    escolha.lista.setCurrentRow(rotulos.index("Exercício"))
    assert "posse" in escolha.razao.texto()
    qtbot.keyClick(escolha.lista, Qt.Key.Key_Return)
    assert dialogo.pagina is None
    escolha.lista.setCurrentRow(0)
    qtbot.keyClick(escolha.lista, Qt.Key.Key_Return)
    assert pagina(dialogo).definicao.tipo == "posse"
    dialogo.trocar.click()
    assert dialogo.pagina is None
    dialogo.reject()


def test_person_is_found_while_typing(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    dialogo = abrir_dialogo(qtbot, casa)
    campo = dialogo.escolha.pessoa
    qtbot.keyClicks(campo, "benedito")
    qtbot.waitUntil(lambda: campo.completer().model().rowCount() == 1, timeout=5_000)
    esperar(qtbot, casa)
    rotulo = str(campo.completer().model().index(0, 0).data())
    assert rotulo.startswith("Benedito Araújo")
    lista = campo.completer().popup()
    assert lista is not None
    lista.hide()
    campo.completer().activated.emit(rotulo)
    esperar(qtbot, casa)
    atual = dialogo.escolha.atual()
    assert atual is not None
    assert atual.tipo == "exercicio"
    dialogo.reject()


# ---------------------------------------------------------------- a new person


def test_nomeacao_takes_person_and_cargo_from_the_candidate(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    dialogo = abrir_dialogo(qtbot, casa, tipo="nomeacao")
    form = pagina(dialogo)
    candidato = form.form.candidato()
    assert candidato is not None
    assert form.pessoa is not None
    candidato.definir_lista(povo.lista)
    esperar(qtbot, casa)
    candidato.pessoa.definir(povo.candidatos[4])
    assert form.pessoa.nova.nome.text() == "Édson Quirino"
    assert form.pessoa.nova.nascimento.data() == date(1990, 5, 5)
    form.pessoa.nova.cpf.setText(CPFS[0])
    autoridade = form.form.campo("autoridade")
    assert autoridade is not None
    assert autoridade.valor() == povo.autoridade  # the only one is chosen at once
    preencher(qtbot, casa, dialogo, publicacao=date(2026, 11, 21), unidade=povo.unidade)
    assert form.faltas() == ()
    assert form.form.valores()["cargo"] == povo.cargo
    assert form.instrumento is not None
    form.instrumento.numero.setText("123")
    form.instrumento.edicao.setText("24.001")
    dialogo.registrar.click()
    esperar(qtbot, casa)
    assert anotacoes.mensagens[-1][0].startswith("Nomeação registrada.")
    achados = [r for r in pessoas.buscar(ctx, texto="Édson", hoje=HOJE) if r.especie == "servidor"]
    assert len(achados) == 1
    ficha = pessoas.ficha(ctx, servidor_id=achados[0].id, hoje=HOJE)
    assert ficha.situacao is Situacao.NOMEADO
    assert ficha.dados.cpf == CPFS[0]
    (papel,) = {e.instrumento for e in ficha.historico if e.instrumento is not None}
    assert (papel.numero, papel.doe_edicao, papel.doe_data) == ("123", "24.001", date(2026, 11, 21))
    assert papel.autoridade == "Joaquim Sampaio"


def test_wrong_cpf_is_said_at_the_field(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povoar(ctx)
    dialogo = abrir_dialogo(qtbot, casa, tipo="assentamento_inicial")
    form = pagina(dialogo)
    assert form.pessoa is not None
    form.pessoa.nova.nome.setText("Zulmira Prado")
    form.pessoa.nova.cpf.setText("529.982.247-24")
    form.pessoa.nova.mostrar_erros()
    assert "CPF" in form.faltas()
    assert any("não existe" in r.text() for r in form.pessoa.findChildren(QLabel) if r.isVisible())
    dialogo.reject()


# ---------------------------------------------------------------- minutas and drafts


def test_minuta_is_prepared_reopened_and_confirmed(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    dialogo = abrir_dialogo(qtbot, casa, servidor_id=povo.nomeado.servidor_id, tipo="posse")
    preencher(qtbot, casa, dialogo, local="Auditório", laudo_numero="77/2026")
    dialogo.preparar.click()  # a minuta may still lack the date
    esperar(qtbot, casa)
    (minuta,) = minutas.listar(ctx)
    assert minuta.estado == "preparada"
    assert anotacoes.mensagens[-1][0].startswith("Minuta de posse preparada")
    dialogo = abrir_dialogo(qtbot, casa, minuta_id=minuta.id)
    local = pagina(dialogo).form.campo("local")
    assert local is not None
    assert local.valor() == "Auditório"
    preencher(qtbot, casa, dialogo, data=HOJE)
    conferir_tudo(dialogo)
    dialogo.registrar.click()
    esperar(qtbot, casa)
    assert [m.estado for m in minutas.listar(ctx)] == ["confirmada"]
    assert pessoas.ficha(ctx, servidor_id=povo.nomeado.servidor_id, hoje=HOJE).vinculos[0].posse == HOJE


def test_unfinished_form_is_kept_for_who_typed_it_and_goes_when_registered(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    dialogo = abrir_dialogo(qtbot, casa, servidor_id=povo.nomeado.servidor_id, tipo="posse")
    preencher(qtbot, casa, dialogo, data=HOJE, local="Gabinete", laudo_numero="77/2026")
    dialogo.reject()
    assert anotacoes.mensagens[-1][0].startswith("Rascunho guardado")
    esperar(qtbot, casa)
    (guardado,) = rascunhos.listar(ctx)
    assert guardado.titulo.startswith("Posse de ")
    assert guardado.conteudo["valores"]["conteudo"]["local"] == "Gabinete"
    assert "77/2026" not in str(casa.preferencias.arquivo.read_bytes() if casa.preferencias.arquivo.exists() else "")
    ctx.usuario = "outra.pessoa"
    assert rascunhos.listar(ctx) == ()
    ctx.usuario = "maria.souza"
    dialogo = abrir_dialogo(qtbot, casa, servidor_id=povo.nomeado.servidor_id, tipo="posse")
    lidos = [pagina(dialogo).form.campo(nome) for nome in ("local", "data", "laudo_numero")]
    assert [campo.valor() for campo in lidos if campo is not None] == ["Gabinete", HOJE, "77/2026"]
    preencher(qtbot, casa, dialogo)
    conferir_tudo(dialogo)
    dialogo.registrar.click()
    esperar(qtbot, casa)
    assert rascunhos.listar(ctx) == ()


def test_somebody_else_changed_the_vinculo_meanwhile(
    qtbot: QtBot, casa: Casa, ctx: Contexto, anotacoes: Anotacoes
) -> None:
    povo = povoar(ctx)
    dialogo = abrir_dialogo(
        qtbot, casa, servidor_id=povo.em_estagio.servidor_id, vinculo_id=povo.em_estagio.vinculo_id, tipo="afastamento"
    )
    preencher(qtbot, casa, dialogo, inicio=HOJE, motivo="ferias")
    registrar(ctx, "avaliacao_estagio", servidor=povo.em_estagio.servidor_id, numero=1, data=date(2026, 9, 16))
    dialogo.registrar.click()
    esperar(qtbot, casa)
    assert "mudou enquanto o formulário estava aberto" in dialogo.aviso.texto()
    assert anotacoes.mensagens == []
    dialogo.registrar.click()  # read again meanwhile: confirming a second time is enough
    esperar(qtbot, casa)
    assert anotacoes.mensagens[-1][0].startswith("Afastamento")


def test_a_ressalva_left_folded_is_no_ressalva(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    dialogo = abrir_dialogo(qtbot, casa, servidor_id=povo.nomeado.servidor_id, tipo="posse")
    secao = pagina(dialogo).ressalva
    assert secao.ressalva() is None
    secao.definir(Ressalva(numero="12/2026"))
    assert secao.abrir.isChecked()
    secao.abrir.setChecked(False)
    assert secao.ressalva() is None
    dialogo.reject()


def test_narrow_window_puts_the_analysis_below(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    dialogo = abrir_dialogo(qtbot, casa, servidor_id=povo.nomeado.servidor_id, tipo="posse")
    mostrar(qtbot, dialogo, casa)
    dialogo.resize(720, 640)
    qtbot.wait(20)
    form = pagina(dialogo)
    assert form.painel.mapTo(form, form.painel.rect().topLeft()).y() > 0
    dialogo.reject()


def test_the_candidate_asked_for_comes_filled_in(qtbot: QtBot, casa: Casa, ctx: Contexto) -> None:
    povo = povoar(ctx)
    candidato = povo.candidatos[2]
    pedido = PedidoAto(
        tipo="nomeacao",
        conteudo={"candidato": candidato, "cargo": povo.cargo},
        pessoa=DadosPessoa(nome="Dalva Nogueira", nascimento=date(1991, 4, 5)),
    )
    dialogo = abrir_dialogo(qtbot, casa, tipo="nomeacao", pedido=pedido)
    valores = pagina(dialogo).form.valores()
    assert (valores["candidato"], valores["cargo"]) == (candidato, povo.cargo)
    pessoa = pagina(dialogo).pessoa
    assert pessoa is not None
    assert pessoa.nova.valores()["nome"] == "Dalva Nogueira"


def test_o_candidato_trazido_aparece_no_concurso_e_nao_desfaz_o_corrigido(
    qtbot: QtBot, casa: Casa, ctx: Contexto
) -> None:
    povo = povoar(ctx)
    pedido = PedidoAto(
        tipo="nomeacao",
        conteudo={"candidato": povo.candidatos[2], "cargo": povo.cargo},
        pessoa=DadosPessoa(nome="Nome Corrigido à Mão", nascimento=date(1991, 4, 5)),
    )
    dialogo = abrir_dialogo(qtbot, casa, tipo="nomeacao", pedido=pedido)
    form = pagina(dialogo)
    candidato = form.form.candidato()
    assert candidato is not None
    qtbot.waitUntil(lambda: candidato.pessoa.valor() == povo.candidatos[2])
    assert candidato.lista.valor() == povo.lista
    assert candidato.valor() == povo.candidatos[2]
    assert form.pessoa is not None
    assert form.pessoa.nova.valores()["nome"] == "Nome Corrigido à Mão"
    dialogo.reject()


def test_what_a_late_act_makes_no_longer_fit_is_read_before_registering(
    qtbot: QtBot, casa: Casa, ctx: Contexto
) -> None:
    povo = povoar(ctx)
    quem = povo.em_estagio.servidor_id
    dialogo = abrir_dialogo(qtbot, casa, servidor_id=quem, tipo="afastamento")
    folha = pagina(dialogo)
    frase = "Deixa de caber: Remoção, de 10/08/2026."
    preencher(
        qtbot, casa, dialogo, inicio=date(2026, 6, 1), fim=date(2026, 6, 5), motivo=MotivoAfastamento.LICENCA_SAUDE
    )
    assert folha.analise is not None
    folha.painel.mostrar(replace(folha.analise, avisos=(frase,)))
    escritos = [rotulo.text() for rotulo in folha.painel.findChildren(QLabel)]
    assert "Antes de registrar" in escritos
    assert frase in escritos
