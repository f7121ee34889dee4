"""Last step of an import: it is done in one operation, and one says what can be done next."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.importacao import ConferenciaImportacao, ImportacaoFeita, PedidoImportacao
from ..casa import Casa
from ..componentes.andamento import PainelAndamento
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import botao
from ..componentes.painel_lateral import Painel
from ..componentes.texto import Papel, texto
from ..dialogos.importacao_leitura import importar
from ..modelos.importacoes import MUDOU, destino, frase_da_importacao
from ..modelos.prazos import quantos
from ..tema import Tom
from .importacoes_saida import salvar_recusadas, tem_recusadas


class PaginaFim(QWidget):
    """The progress, then the sentence and the ways on."""

    mudou = Signal()
    entrou = Signal(object)
    """The `ImportacaoFeita`, once it is in the registry."""
    desfazer = Signal(object)
    """The `ImportacaoFeita` to take back."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self._casa = casa
        self._conferida: ConferenciaImportacao | None = None
        self._pedido: PedidoImportacao | None = None
        self._feita: ImportacaoFeita | None = None
        self.aviso = FaixaAviso(pai=self)
        self.andamento = PainelAndamento(casa.executor, self)
        self.explicacao = texto(
            "Tudo entra em uma só operação: ou todas as linhas, ou nenhuma. Cancelar deixa o registro como estava.",
            Papel.SUAVE, quebra=True, pai=self,
        )  # fmt: skip
        self.resultado = Painel("", self)
        self.detalhe = texto("", Papel.SUAVE, quebra=True, selecionavel=True, pai=self.resultado)
        self.ver = botao("&Ver", ao_clicar=self._ver, pai=self.resultado)
        self.salvar = botao("&Salvar as recusadas como planilha…", ao_clicar=self._salvar, icone="salvar",
                            pai=self.resultado)  # fmt: skip
        self.desfeita = botao("&Desfazer…", ao_clicar=self._desfazer, pai=self.resultado,
                              dica="Estorna tudo o que esta importação fez, em um passo")  # fmt: skip
        acoes = QHBoxLayout()
        acoes.setSpacing(8)
        for acao in (self.ver, self.desfeita):
            acoes.addWidget(acao)
        acoes.addStretch(1)
        self.resultado.corpo.addWidget(self.detalhe)
        self.resultado.corpo.addLayout(acoes)
        self.resultado.corpo.addWidget(self.salvar, 0, Qt.AlignmentFlag.AlignLeft)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.setSpacing(12)
        caixa.setAlignment(Qt.AlignmentFlag.AlignTop)
        caixa.addWidget(self.aviso)
        caixa.addWidget(self.andamento)
        caixa.addWidget(self.explicacao)
        caixa.addWidget(self.resultado)
        caixa.addStretch(1)
        self._mostrar()

    def importar(self, pedido: PedidoImportacao, conferida: ConferenciaImportacao) -> None:
        """Enter the rows that the dry run said would enter."""
        self._conferida, self._feita = conferida, None
        pedido = self._pedido = replace(pedido, entram=conferida.entram + conferida.alteram)
        self.aviso.esconder()
        self.andamento.correr(
            partial(importar, self._casa, pedido), titulo="Importando a planilha", unidade="linhas",
            inteiro=len(conferida.linhas), sucesso=self._receber, falha=self._falhar, cancelado=self._cancelada,
            mudou=MUDOU, escreve=True,
        )  # fmt: skip
        self._mostrar()
        self.andamento.cancelar.setFocus()

    def esquecer(self) -> None:
        """Show no import."""
        self._conferida = self._feita = None
        self.aviso.esconder()
        self._mostrar()

    def feita(self) -> ImportacaoFeita | None:
        """Return the import, once it is in the registry."""
        return self._feita

    def focar(self) -> None:
        """Where to see what entered comes first."""
        (self.andamento.cancelar if self.andamento.correndo else self.ver).setFocus()

    def _receber(self, feita: ImportacaoFeita) -> None:
        self._feita = feita
        self.resultado.definir_titulo(frase_da_importacao(feita))
        partes = [f"{feita.rotulo}, de {feita.arquivo}."]
        if feita.fonte:
            partes.append(f"Fonte: {feita.fonte}.")
        conferida = self._conferida
        if conferida is not None and conferida.sem_mudanca:
            ja = quantos(conferida.sem_mudanca, "linha já estava igual", "linhas já estavam iguais")
            partes.append(f"{ja} no registro.")
        self.detalhe.setText(" ".join(partes))
        self.ver.setText(f"&Ver em {destino(feita.especie)[1]}")
        self.ver.setAccessibleName(self.ver.text().replace("&", ""))
        self.salvar.setVisible(tem_recusadas(conferida))
        self._mostrar()
        self.entrou.emit(feita)
        self.ver.setFocus()

    def _falhar(self, erro: ErroDominio) -> None:
        self.aviso.mostrar_erro(erro)
        self._mostrar()

    def _cancelada(self) -> None:
        self.aviso.definir(
            "Importação cancelada. O registro ficou como estava; as colunas e as escolhas continuam aqui.", Tom.INFO
        )
        self._mostrar()

    def _mostrar(self) -> None:
        self.explicacao.setVisible(self.andamento.correndo)
        self.resultado.setVisible(self._feita is not None)
        self.mudou.emit()

    @Slot()
    def _ver(self) -> None:
        if self._feita is not None:
            self._casa.navegar(destino(self._feita.especie)[0])

    @Slot()
    def _salvar(self) -> None:
        if self._conferida is not None and self._pedido is not None:
            salvar_recusadas(self, self._casa, self._pedido, self._conferida, falha=self.aviso.mostrar_erro)

    @Slot()
    def _desfazer(self) -> None:
        if self._feita is not None:
            self.desfazer.emit(self._feita)
