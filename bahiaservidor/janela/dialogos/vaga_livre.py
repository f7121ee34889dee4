"""Which free post a nomeação fills: chosen, its origin, area and former holder go into the form (N7)."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.vagas import VagaLivre
from ..casa import Casa
from ..componentes.combo import Combo, Opcao
from ..componentes.formulario import Formulario
from ..componentes.painel_lateral import Painel
from .campos import estreitar
from .formulario_ato import FormularioAto

_NENHUMA = Opcao(valor=None, rotulo="Não indicar")
_LIMITE = 100
"""Posts offered at most: a cargo with thousands of free posts made by one law shows them as one line."""


class SecaoVaga(Painel):
    """Reads the free posts of the cargo that the form names; hidden while there is none to choose."""

    def __init__(self, casa: Casa, form: FormularioAto, pai: QWidget | None = None) -> None:
        super().__init__("Posto que a nomeação preenche", pai)
        self._casa = casa
        self._form = form
        self._livres: tuple[VagaLivre, ...] = ()
        self._cargo: object = None
        self.posto = Combo([_NENHUMA])
        estreitar(self.posto)
        self._linha = Formulario()
        self._linha.adicionar(
            "posto", "&Posto livre", self.posto, largo=True,
            ajuda="Escolhido, preenche a origem, a área e o último ocupante.",
        )  # fmt: skip
        self.corpo.addWidget(self._linha)
        self.setVisible(False)
        self.posto.alterado.connect(self._escolheu)
        cargo = form.campo("cargo")
        if cargo is not None:
            cargo.alterado.connect(self.rever)

    @Slot()
    def rever(self, *_: object) -> None:
        """Ask for the posts of the cargo that the form names, when it is another than before."""
        campo = self._form.campo("cargo")
        cargo_id = campo.valor() if campo is not None else None
        if cargo_id == self._cargo:
            return
        self._cargo = cargo_id
        self._mostrar(())
        if not isinstance(cargo_id, int):
            return
        casa = self._casa
        publicacao = self._form.campo("publicacao")
        escrita = publicacao.valor() if publicacao is not None else None

        def ler() -> tuple[VagaLivre, ...]:
            from ...servicos import vagas

            return vagas.vacancias_livres(casa.ctx, cargo_id=cargo_id, dia=escrita or casa.hoje())

        casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self._sem_vagas, chave="vagas")

    def _mostrar(self, livres: tuple[VagaLivre, ...]) -> None:
        self._livres = livres[:_LIMITE]
        opcoes = [Opcao(valor=i, rotulo=vaga.descricao, detalhe=_onde(vaga)) for i, vaga in enumerate(self._livres)]
        self.posto.definir_opcoes([_NENHUMA, *opcoes])
        self.setVisible(bool(opcoes))

    def _sem_vagas(self, _: ErroDominio) -> None:
        # The requirement on posts says what there is to say; choosing one is only a help.
        self._mostrar(())

    @Slot(object)
    def _escolheu(self, indice: object) -> None:
        if not isinstance(indice, int):
            return
        for nome, valor in self._livres[indice].para_nomeacao().items():
            campo = self._form.campo(nome)
            if campo is not None and valor not in (None, ""):
                campo.definir(valor)


def _onde(vaga: VagaLivre) -> str:
    partes = [vaga.unidade, f"{vaga.quantos} postos" if vaga.quantos > 1 else ""]
    return " · ".join(parte for parte in partes if parte)
