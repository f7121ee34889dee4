"""The list of people: one row per vínculo, of any length."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from ...estatuto.formatos import cpf, matricula
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import LinhaServidor
from ..casa import Casa
from ..tema import Tom
from ..tons import tom_da_situacao
from .base import Coluna, ModeloJanela
from .prazos import data_ou_traco


def matricula_de(linha: LinhaServidor) -> str:
    """Return the matrícula as it is shown, or a dash while there is none."""
    return matricula.formatar(linha.matricula) if linha.matricula else "—"


def cpf_de(linha: LinhaServidor) -> str:
    """Return the CPF as it is shown; an old record's wrong number is shown as it is."""
    if not linha.cpf:
        return "—"
    return cpf.formatar(linha.cpf) if cpf.valido(linha.cpf) else linha.cpf


def prazo_de(linha: LinhaServidor) -> str:
    """Return the next deadline: its date and kind."""
    if linha.proximo_prazo is None:
        return "—"
    tipo = linha.proximo_prazo_tipo
    return f"{formatar_data(linha.proximo_prazo)} · {tipo.rotulo}" if tipo else formatar_data(linha.proximo_prazo)


_DATAS = (
    ("nomeacao", "Nomeação"), ("posse", "Posse"), ("exercicio", "Exercício"), ("estavel_desde", "Estável desde"),
    ("fim", "Fim"),
)  # fmt: skip


def _data_de(chave: str, linha: LinhaServidor) -> str:
    return data_ou_traco(getattr(linha, chave))


def colunas(hoje: date) -> tuple[Coluna[LinhaServidor], ...]:
    """Return the columns of the list, in render order."""

    def tom_do_prazo_proximo(linha: LinhaServidor) -> Tom | None:
        # The next deadline is a badge only when it has already passed: then it asks for something.
        return Tom.PERIGO if linha.proximo_prazo is not None and linha.proximo_prazo < hoje else None

    def texto_prazo(linha: LinhaServidor) -> str:
        atrasado = linha.proximo_prazo is not None and linha.proximo_prazo < hoje
        return f"{prazo_de(linha)} (passou)" if atrasado else prazo_de(linha)

    return (
        Coluna(chave="nome", rotulo="Nome", largura=240, texto=lambda s: s.nome, estica=True, forte=True),
        Coluna(chave="matricula", rotulo="Matrícula", largura=112, texto=matricula_de),
        Coluna(chave="cpf", rotulo="CPF", largura=134, texto=cpf_de, oculta=True),
        Coluna(chave="cargo", rotulo="Cargo", largura=170, texto=lambda s: s.cargo),
        Coluna(chave="unidade", rotulo="Unidade", largura=150, texto=lambda s: s.unidade or "—"),
        Coluna(
            chave="orgao", rotulo="Órgão", largura=180, texto=lambda s: s.orgao or "—", oculta=True
        ),
        Coluna(
            chave="carater", rotulo="Caráter", largura=112, oculta=True,
            texto=lambda s: s.carater.rotulo if s.carater is not None else "—",
        ),
        Coluna(
            chave="situacao", rotulo="Situação", largura=176, texto=lambda s: s.situacao.rotulo,
            tom=lambda s: tom_da_situacao(s.situacao),
        ),
        Coluna(
            chave="proximo_prazo", rotulo="Próximo prazo", largura=196, texto=texto_prazo, tom=tom_do_prazo_proximo
        ),
        *(
            Coluna(chave=chave, rotulo=rotulo, largura=112, texto=partial(_data_de, chave), oculta=True)
            for chave, rotulo in _DATAS
        ),
        Coluna(
            chave="ressalvas", rotulo="Ressalvas", largura=96, direita=True, oculta=True,
            texto=lambda s: str(s.ressalvas) if s.ressalvas else "",
        ),
    )  # fmt: skip


class ModeloServidores(ModeloJanela[LinhaServidor]):
    """A `ModeloJanela` that reads people."""

    def __init__(self, casa: Casa, pai: QObject | None = None) -> None:
        def buscar(ids: Sequence[int]) -> Sequence[LinhaServidor]:
            from ...servicos import pessoas

            return pessoas.linhas_servidores(casa.ctx, ids=ids, hoje=casa.hoje())

        super().__init__(colunas(casa.hoje()), buscar, casa.executor, pai)
