"""A few people in a real registry, and the few gestures that tests of acts and files repeat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.tipos import Carater, TipoRessalva
from bahiaservidor.janela.casa import Casa
from bahiaservidor.janela.dialogos.ato import DialogoAto
from bahiaservidor.janela.dialogos.pagina_ato import PaginaAto
from bahiaservidor.servicos import cadastros, provimento
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import (
    Autoridade,
    Candidato,
    Cargo,
    Concurso,
    DadosPessoa,
    Lista,
    PedidoAto,
    Registrado,
)

HOJE = date(2026, 11, 23)

NOME_LONGO = (
    "Maria das Dores Aparecida do Perpétuo Socorro Albuquerque Cavalcanti de Figueiredo Bittencourt Vasconcelos "
    "Sodré Guimarães Neta"
)

CPFS = ("52998224725", "11144477735", "12345678909")


@dataclass(frozen=True, slots=True, kw_only=True)
class Povo:
    """Ids of what was made."""

    cargo: int
    temporario: int
    unidade: int
    autoridade: int
    lista: int
    candidatos: tuple[int, ...]
    nomeado: Registrado
    outro_nomeado: Registrado
    empossado: Registrado
    em_estagio: Registrado


def registrar(ctx: Contexto, tipo: str, *, servidor: int | None = None, **campos: Any) -> Registrado:
    """Register an act through the service."""
    opcoes = {nome: campos.pop(nome) for nome in ("pessoa", "ressalva", "matricula") if nome in campos}
    pedido = PedidoAto(tipo=tipo, conteudo=campos, servidor_id=servidor, **opcoes)
    return provimento.registrar(ctx, pedido=pedido, hoje=HOJE)


def povoar(ctx: Contexto) -> Povo:
    """Make a concurso with five candidates and four people: two named, one sworn in, one in the estágio."""
    cargo = cadastros.salvar_cargo(ctx, cargo=Cargo(nome="Analista de Gestão", natureza=Carater.PERMANENTE))
    temporario = cadastros.salvar_cargo(
        ctx, cargo=Cargo(nome="Coordenador de Projetos", natureza=Carater.TEMPORARIO, simbolo="DAI-4")
    )
    unidade = cadastros.unidades(ctx)[0].id
    assert unidade is not None
    autoridade = cadastros.salvar_autoridade(
        ctx, autoridade=Autoridade(nome="Joaquim Sampaio", cargo="Diretor-Geral", inciso="IV", desde=date(2020, 1, 1))
    )
    concurso = cadastros.salvar_concurso(ctx, concurso=Concurso(edital="Edital 1/2026", homologacao=date(2026, 2, 2)))
    lista = cadastros.salvar_lista(ctx, lista=Lista(concurso_id=concurso, cargo_id=cargo))
    nomes = ("Ana Lúcia Peçanha", "Benedito Araújo", NOME_LONGO, "Dalva Nogueira", "Édson Quirino")
    cadastros.salvar_candidatos(
        ctx,
        lista_id=lista,
        candidatos=[
            Candidato(lista_id=lista, classificacao=n, nome=nome, nascimento=date(1990, n, n))
            for n, nome in enumerate(nomes, start=1)
        ],
    )
    candidatos = tuple(c.id for c in cadastros.candidatos(ctx, lista_id=lista) if c.id is not None)

    def nomear(indice: int, publicacao: date) -> Registrado:
        pessoa = DadosPessoa(nome=nomes[indice], nascimento=date(1990, indice + 1, indice + 1), sexo="F")
        return registrar(
            ctx, "nomeacao", pessoa=pessoa, publicacao=publicacao, cargo=cargo, unidade=unidade,
            candidato=candidatos[indice], autoridade=autoridade,
        )  # fmt: skip

    em_estagio = nomear(0, date(2026, 3, 3))
    registrar(ctx, "posse", servidor=em_estagio.servidor_id, data=date(2026, 3, 10), matricula="92116599")
    registrar(ctx, "exercicio", servidor=em_estagio.servidor_id, data=date(2026, 3, 16))
    empossado = nomear(1, date(2026, 11, 3))
    registrar(ctx, "posse", servidor=empossado.servidor_id, data=date(2026, 11, 10))
    nomeado = nomear(2, date(2026, 11, 10))
    outro = nomear(3, date(2026, 11, 17))
    return Povo(
        cargo=cargo, temporario=temporario, unidade=unidade, autoridade=autoridade, lista=lista, candidatos=candidatos,
        nomeado=nomeado, outro_nomeado=outro, empossado=empossado, em_estagio=em_estagio,
    )  # fmt: skip


def esperar(qtbot: QtBot, casa: Casa) -> None:
    """Wait until nothing is being read or written, pages of rows included."""
    qtbot.waitUntil(lambda: casa.executor.ocioso, timeout=10_000)
    qtbot.wait(5)
    qtbot.waitUntil(lambda: casa.executor.ocioso, timeout=10_000)


def mostrar(qtbot: QtBot, widget: QWidget, casa: Casa) -> None:
    """Show a widget and wait for what it reads."""
    qtbot.addWidget(widget)
    widget.resize(1120, 740)
    widget.show()
    esperar(qtbot, casa)


def abrir_dialogo(qtbot: QtBot, casa: Casa, **conhecido: Any) -> DialogoAto:
    """Open the act dialog and wait for it to be ready."""
    dialogo = DialogoAto(casa, None, **conhecido)
    mostrar(qtbot, dialogo, casa)
    return dialogo


def pagina(dialogo: DialogoAto) -> PaginaAto:
    """Return the form that is open."""
    assert dialogo.pagina is not None
    return dialogo.pagina


def preencher(qtbot: QtBot, casa: Casa, dialogo: DialogoAto, **valores: Any) -> None:
    """Fill in fields of the form and wait for the verdict."""
    form = pagina(dialogo)
    for nome, valor in valores.items():
        campo = form.form.campo(nome)
        assert campo is not None, nome
        campo.definir(valor)
    form.analisar()
    esperar(qtbot, casa)


def conferir_tudo(dialogo: DialogoAto) -> None:
    """Tick every requirement that a person has to check."""
    for descricao in pagina(dialogo).form.por_conferir():
        campo = pagina(dialogo).form.campo(descricao.nome)
        assert campo is not None
        campo.definir("apto" if descricao.nome == "inspecao" else True)


def ressalva(data: date) -> Ressalva:
    """Return a complete ressalva."""
    return Ressalva(tipo=TipoRessalva.DECISAO_JUDICIAL, numero="0001234-55.2026.8.05.0001", data=data)


def vigiar(modelo: Any, dono: QObject) -> QAbstractItemModelTester:
    """Watch a model: any breach of the rules of Qt's models ends the run."""
    return QAbstractItemModelTester(modelo, QAbstractItemModelTester.FailureReportingMode.Fatal, dono)
