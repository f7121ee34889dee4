"""Going back to a copy: what is in it, what would be lost, and a word typed before anything is exchanged."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.copias_manifesto import PALAVRAS, Guardada
from ...servicos.copias_restauro import CONFIRMACAO, Contada, Exame
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..copias_pedidos import PedidoRestauro
from ..modelos.base import ModeloLista
from ..modelos.copias import COLUNAS_CONTADAS, COLUNAS_PERDIDOS, Perdido
from ..modelos.documentos import instante_local
from ..modelos.prazos import quantos
from ..tema import Tom


class DialogoRestaurarCopia(Dialogo):
    """Reads the copy off the interface's thread, shows it against the registry, and hands over what to do."""

    confirmada = Signal(object)
    """A `PedidoRestauro`."""

    def __init__(self, casa: Casa, guardada: Guardada, frase: str = "", pai: QWidget | None = None) -> None:
        m = guardada.manifesto
        super().__init__(
            "Restaurar uma cópia de segurança", pai, largura=860,
            explicacao=f"Cópia de {instante_local(m.instante)} ({PALAVRAS[m.motivo].lower()}), em {guardada.caminho}",
        )  # fmt: skip
        self._casa, self._guardada, self._frase = casa, guardada, frase
        self.resumo = FaixaAviso("Lendo a cópia…", Tom.NEUTRO, self)
        self.contadas: ModeloLista[Contada] = ModeloLista(COLUNAS_CONTADAS, (), self)
        self.perdidos: ModeloLista[Perdido] = ModeloLista(COLUNAS_PERDIDOS, (), self)
        esquerda = Tabela("restaurar_contadas", casa.preferencias, self)
        esquerda.setAccessibleName("O que há na cópia e no registro")
        esquerda.definir_modelo(self.contadas)
        esquerda.setMinimumSize(250, 190)
        direita = Tabela("restaurar_perdidos", casa.preferencias, self)
        direita.setAccessibleName("O que se perderia")
        direita.definir_modelo(self.perdidos)
        direita.setMinimumSize(260, 190)
        direita.definir_vazio(
            EstadoVazio("Nada se perde", "Não há ato nem documento depois desta cópia.", icone="certo")
        )
        lado = QVBoxLayout()
        lado.setSpacing(6)
        lado.addWidget(texto("O que há", Papel.ROTULO, pai=self))
        lado.addWidget(esquerda, 1)
        perdas = QVBoxLayout()
        perdas.setSpacing(6)
        perdas.addWidget(texto("O que se perderia", Papel.ROTULO, pai=self))
        perdas.addWidget(direita, 1)
        meio = QHBoxLayout()
        meio.setSpacing(16)
        meio.addLayout(lado, 4)
        meio.addLayout(perdas, 5)
        self.corpo.addWidget(self.resumo)
        self.corpo.addLayout(meio, 1)
        self.corpo.addWidget(
            texto(
                "O registro de agora não é apagado: fica ao lado, com “antes-de-restaurar” no nome. Usuários e senhas "
                "voltam a ser os da cópia. O programa fecha o registro, troca-o de uma vez e o abre de novo.",
                Papel.LEGENDA, quebra=True, pai=self,
            )
        )  # fmt: skip
        self.palavra = campo_texto(limite=20, dica=CONFIRMACAO)
        form = Formulario(self)
        form.adicionar("palavra", f"Para &confirmar, escreva {CONFIRMACAO}", self.palavra, obrigatorio=True)
        self.corpo.addWidget(form)
        self.adicionar_botao("&Cancelar").setFocus()
        self.restaurar = self.adicionar_botao("&Restaurar", TipoBotao.PERIGO, ao_clicar=self._restaurar)
        self.restaurar.setEnabled(False)
        self._exame: Exame | None = None
        self.palavra.textChanged.connect(self._rever)
        self._ler()

    def _ler(self) -> None:
        casa, guardada, frase = self._casa, self._guardada, self._frase

        def ler() -> Exame:
            from ...servicos import copias_restauro

            return copias_restauro.examinar(casa.ctx, guardada=guardada, frase=frase)

        casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self._falhou)

    def _mostrar(self, exame: Exame) -> None:
        self._exame = exame
        self.contadas.definir(exame.contadas)
        self.perdidos.definir((*exame.atos_perdidos, *exame.papeis_perdidos))
        atos = quantos(exame.atos, "entrada do livro", "entradas do livro")
        papeis = quantos(exame.papeis, "documento emitido", "documentos emitidos")
        if exame.de_outro:
            self.resumo.definir(
                f"Esta cópia é de outro registro: perdem-se todas as {atos} e {papeis} do registro aberto.", Tom.PERIGO
            )
        elif exame.atos or exame.papeis:
            mostrados = len(exame.atos_perdidos) + len(exame.papeis_perdidos)
            resto = " A lista mostra os mais novos." if mostrados < exame.atos + exame.papeis else ""
            perdidos = " e ".join(dito for quanto, dito in ((exame.atos, atos), (exame.papeis, papeis)) if quanto)
            self.resumo.definir(f"Depois desta cópia há, e seria perdido: {perdidos}.{resto}", Tom.PERIGO)
        else:
            self.resumo.definir("Nenhum ato e nenhum documento foram feitos depois desta cópia.", Tom.SUCESSO)
        self._rever()

    def _falhou(self, erro: ErroDominio) -> None:
        self.resumo.mostrar_erro(erro)

    @Slot()
    def _rever(self) -> None:
        self.restaurar.setEnabled(self._exame is not None and self.palavra.text().strip() == CONFIRMACAO)

    @Slot()
    def _restaurar(self) -> None:
        pedido = PedidoRestauro(guardada=self._guardada, frase=self._frase)
        self.accept()
        self.confirmada.emit(pedido)
