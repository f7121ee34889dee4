"""The form of an act, laid out from its definition: groups, fields in two columns, ticks in a list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...estatuto.atos.base import TipoCampo
from ...estatuto.tipos import AlcanceRepublicacao
from ..componentes.formulario import Formulario
from ..componentes.painel_lateral import Painel
from ..componentes.texto import Papel, texto
from .campos import Campo, CampoConferencia, criar_campo, oferecer
from .candidato import CampoCandidato
from .descricao import DescricaoCampo, descrever
from .listas import Listas

_LARGOS = frozenset({TipoCampo.TEXTO_LONGO, TipoCampo.CARGO, TipoCampo.CANDIDATO, TipoCampo.CONFERENCIA})


class FormularioAto(QWidget):
    """Every field of a content class, except those in ``sem``. ``alterado`` is emitted at each change."""

    alterado = Signal()

    def __init__(
        self,
        classe: type[Any],
        *,
        hoje: Callable[[], date],
        usuario: str = "",
        titulo: str = "Dados do ato",
        sem: Collection[str] = (),
        pai: QWidget | None = None,
    ) -> None:
        super().__init__(pai)
        self.descricoes: tuple[DescricaoCampo, ...] = tuple(d for d in descrever(classe) if d.nome not in sem)
        self._campos: dict[str, Campo] = {}
        self._forma: dict[str, Formulario] = {}
        self._com_erro: set[str] = set()
        self._caixa = QVBoxLayout(self)
        self._caixa.setContentsMargins(0, 0, 0, 0)
        self._caixa.setSpacing(16)
        for grupo, campos in _em_grupos(self.descricoes):
            self._montar_grupo(grupo or titulo, campos, hoje, usuario)
        # One look at the errors after each burst of changes.
        self._rever = QTimer(self)
        self._rever.setSingleShot(True)
        self._rever.setInterval(0)
        self._rever.timeout.connect(self.mostrar_erros)

    def _montar_grupo(self, titulo: str, campos: list[DescricaoCampo], hoje: Callable[[], date], usuario: str) -> None:
        painel = Painel(titulo, self)
        painel.corpo.setSpacing(4)
        if sum(d.conferir for d in campos) > 1:
            painel.corpo.addWidget(texto("Marque só o que você conferiu nos documentos.", Papel.SUAVE, quebra=True))
        formulario: Formulario | None = None
        for descricao in campos:
            campo: Campo
            if descricao.tipo is TipoCampo.CANDIDATO:
                campo = CampoCandidato(descricao)
            else:
                campo = criar_campo(descricao, hoje=hoje, usuario=usuario)
            self._campos[descricao.nome] = campo
            campo.alterado.connect(self._mudou)
            if descricao.tipo in (TipoCampo.SIM_NAO, TipoCampo.CONFERENCIA):
                formulario = None
                painel.corpo.addWidget(campo.widget)
                ajuda = descricao.ajuda
                if ajuda:
                    legenda = texto(ajuda, Papel.LEGENDA, quebra=True)
                    legenda.setContentsMargins(26, 0, 0, 0)
                    painel.corpo.addWidget(legenda)
                continue
            if formulario is None:
                formulario = Formulario(colunas=2)
                formulario.setContentsMargins(0, 4, 0, 4)
                painel.corpo.addWidget(formulario)
            formulario.adicionar(
                descricao.nome,
                descricao.rotulo.replace("&", "&&"),
                campo.widget,
                obrigatorio=descricao.obrigatorio,
                ajuda=descricao.ajuda,
                largo=descricao.tipo in _LARGOS,
            )
            self._forma[descricao.nome] = formulario
        self._caixa.addWidget(painel)

    # ------------------------------------------------------------ values

    def campo(self, nome: str) -> Campo | None:
        """Return a field by name, or None when the act has none of that name."""
        return self._campos.get(nome)

    def do_tipo(self, tipo: TipoCampo) -> Campo | None:
        """Return the first field of a kind."""
        return next((campo for campo in self._campos.values() if campo.descricao.tipo is tipo), None)

    def conferencia(self) -> CampoConferencia | None:
        """Return the checklist, if the act has one."""
        campo = self.do_tipo(TipoCampo.CONFERENCIA)
        return campo if isinstance(campo, CampoConferencia) else None

    def candidato(self) -> CampoCandidato | None:
        """Return the choice of candidate, if the act has one."""
        campo = self.do_tipo(TipoCampo.CANDIDATO)
        return campo if isinstance(campo, CampoCandidato) else None

    def valores(self) -> dict[str, Any]:
        """Return what is filled in; what is empty and has a default of the law is left to it.

        A choice that must be checked goes as None until it is made: it never takes the default in silence.
        """
        resultado: dict[str, Any] = {}
        for nome, campo in self._campos.items():
            valor = campo.valor()
            descricao = campo.descricao
            if valor is None and not descricao.anulavel and not descricao.conferir:
                continue
            resultado[nome] = valor
        return resultado

    def preencher(self, valores: Mapping[str, Any]) -> None:
        """Fill in what is given; the rest stays."""
        for nome, valor in valores.items():
            campo = self._campos.get(nome)
            if campo is not None:
                campo.definir(valor)

    def definir_listas(self, listas: Listas) -> None:
        """Offer cargos, unidades, autoridades and concursos; one lone authority is chosen at once."""
        por_tipo = {
            TipoCampo.CARGO: listas.opcoes_cargos,
            TipoCampo.UNIDADE: listas.opcoes_unidades,
            TipoCampo.AUTORIDADE: listas.opcoes_autoridades,
        }
        for campo in self._campos.values():
            if isinstance(campo, CampoCandidato):
                campo.definir_listas(listas.concursos)
            elif campo.descricao.tipo in por_tipo:
                oferecer(campo, por_tipo[campo.descricao.tipo])
        autoridade = self.campo("autoridade")
        if autoridade is not None and len(listas.autoridades) == 1 and autoridade.valor() is None:
            autoridade.definir(listas.autoridades[0].id)
        alcance = self.campo("alcance")
        if alcance is not None and alcance.descricao.classe is AlcanceRepublicacao:
            # The installation's default becomes what the form starts with: nobody has changed anything yet.
            alcance.descricao = replace(alcance.descricao, padrao=listas.alcance)
            alcance.definir(listas.alcance)

    def faltas(self) -> tuple[tuple[str, str], ...]:
        """Return (name, label) of what still has to be filled."""
        return tuple((nome, campo.descricao.rotulo) for nome, campo in self._campos.items() if campo.falta())

    def por_conferir(self) -> tuple[DescricaoCampo, ...]:
        """Return the fields that somebody has to check and nobody has checked yet."""
        return tuple(
            campo.descricao for campo in self._campos.values() if campo.descricao.conferir and campo.esta_no_inicio()
        )

    def erros(self) -> dict[str, str]:
        """Return why each field that cannot be read cannot be read."""
        return {nome: erro for nome, campo in self._campos.items() if (erro := campo.erro())}

    def alterou(self) -> bool:
        """Tell whether anything differs from what the form started with."""
        return any(not campo.esta_no_inicio() for campo in self._campos.values())

    def focar(self, nome: str = "") -> None:
        """Give the focus to a field, or to the first that still has to be filled."""
        pendentes = [campo for campo in self._campos.values() if campo.falta() or campo.erro()]
        alvo = self._campos.get(nome) or next(iter(pendentes or self._campos.values()), None)
        if alvo is not None:
            alvo.focar()

    @Slot()
    def mostrar_erros(self) -> None:
        """Say below each field what is wrong with it."""
        erros = self.erros()
        for nome, formulario in self._forma.items():
            if nome in erros or nome in self._com_erro:
                formulario.erro(nome, erros.get(nome, ""))
        self._com_erro = set(erros)

    @Slot()
    def _mudou(self) -> None:
        self._rever.start()
        self.alterado.emit()


def _em_grupos(descricoes: tuple[DescricaoCampo, ...]) -> list[tuple[str, list[DescricaoCampo]]]:
    """Return the groups in the order of the definition; a checklist stands alone, at the end."""
    grupos: dict[str, list[DescricaoCampo]] = {}
    for descricao in descricoes:
        nome = descricao.rotulo if descricao.tipo is TipoCampo.CONFERENCIA else descricao.grupo
        grupos.setdefault(nome, []).append(descricao)
    return list(grupos.items())
