"""One evaluation of the estágio: the five scores, what they suggest, who evaluated, when the servidor was told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from ...estatuto import dispositivos as d
from ...estatuto.avaliacoes import FATORES, Escala, Notas, decimal_em_palavras
from ...servicos.tipos import PedidoAto, Registrado
from ...servicos.tipos.estagio import DetalheEstagio
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.combo import Opcao
from ..operacoes import Mudanca
from ..tema import Tom
from .cadastros_base import DialogoCadastro

_RESULTADOS = (
    Opcao(valor=None, rotulo="Escolha…"),
    Opcao(valor=True, rotulo="Satisfatória"),
    Opcao(valor=False, rotulo="Não satisfatória"),
)


class DialogoNotas(DialogoCadastro[PedidoAto]):
    """Opens for one vínculo; scale and evaluator come from what is registered.

    The result follows what the scores suggest until the clerk chooses another; disagreement is said, never prevented.
    """

    def __init__(
        self, casa: Casa, pai: QWidget | None = None, *, servidor_id: int, vinculo_id: int, nome: str, proxima: int,
        quantas: int = 6,
    ) -> None:  # fmt: skip
        super().__init__(
            casa, "Avaliação do estágio probatório", pai, explicacao=f"{nome}, {d.ART_27}", largura=640,
            acao="&Registrar",
        )  # fmt: skip
        self._servidor_id = servidor_id
        self._vinculo_id = vinculo_id
        self._versao: int | None = None
        self._escala = Escala()
        self._escolheu = False
        self._registrado: Registrado | None = None
        self.numero = self.inteiro("numero", "&Número da avaliação", proxima, de=1, ate=max(1, quantas))
        self.data_avaliacao = self.data("data", "&Data da avaliação", obrigatorio=True)
        self.formulario.secao("Notas por fator")
        self.notas: dict[str, QLineEdit] = {}
        for nome_do_campo, rotulo in FATORES:
            campo = self.texto(nome_do_campo, rotulo, limite=4)
            # No validator: it would drop the comma of "9,5" without a word, and 95 would be registered.
            campo.textChanged.connect(self._recalcular)
            self.notas[nome_do_campo] = campo
        self.sugestao = FaixaAviso(pai=self)
        self.corpo.addWidget(self.sugestao)
        self.resultado = self.combo("satisfatoria", "R&esultado", _RESULTADOS, obrigatorio=True)
        self.avaliador = self.texto("avaliador", "&Avaliador (chefe imediato)", limite=200)
        self.ciencia = self.data(
            "ciencia", "Ciê&ncia do servidor", ajuda="Dela se conta o prazo da reconsideração; pode vir depois."
        )
        self.rolar_formulario()
        # signals
        self.resultado.alterado.connect(self._ao_escolher)
        self.setObjectName("dialogoNotas")
        casa.executor.ler(self, self._leitura(), sucesso=self._receber, falha=self.aviso.mostrar_erro)
        self._recalcular()

    def _leitura(self) -> Callable[[], DetalheEstagio]:
        casa, vinculo_id = self.casa, self._vinculo_id

        def ler() -> DetalheEstagio:
            from ...servicos import estagio

            return estagio.detalhe(casa.ctx, vinculo_id=vinculo_id, hoje=casa.hoje())

        return ler

    def _receber(self, detalhe: DetalheEstagio) -> None:
        self._escala = detalhe.escala
        self._versao = detalhe.versao
        if detalhe.avaliadores is not None and not self.avaliador.text():
            self.avaliador.setText(detalhe.avaliadores.chefe)
            self.avaliador.setCursorPosition(0)
        self._recalcular()

    # ------------------------------------------------------------ what the scores say

    def lidas(self) -> Notas:
        """Return the scores as written."""
        return Notas(**{nome: _nota(campo) for nome, campo in self.notas.items()})

    @Slot()
    def _ao_escolher(self, *_: object) -> None:
        self._escolheu = self.resultado.valor() is not None
        self._recalcular()

    @Slot()
    def _recalcular(self, *_: object) -> None:
        notas, escala = self.lidas(), self._escala
        sugerida, media = escala.sugere(notas), notas.media
        if not self._escolheu and sugerida is not None:
            # What the program suggests is not a choice of the clerk's.
            self.resultado.blockSignals(True)
            self.resultado.definir(sugerida)
            self.resultado.blockSignals(False)
        fora = escala.fora(notas)
        frase, tom = escala.em_palavras, Tom.INFO
        if fora:
            frase, tom = f"Fora da escala: {', '.join(fora)}. {frase}", Tom.PERIGO
        elif media is not None:
            frase = f"Média {decimal_em_palavras(media)}. {frase}"
            escolhido = self.resultado.valor()
            if sugerida is not None:
                palavra = "satisfatória" if sugerida else "não satisfatória"
                frase = f"As notas indicam avaliação {palavra}. {frase}"
                if escolhido is not None and escolhido is not sugerida:
                    frase, tom = f"{frase} O resultado escolhido é o contrário.", Tom.ATENCAO
        self.sugestao.definir(frase, tom)

    # ------------------------------------------------------------ saving

    def verificar(self) -> None:
        self.ordem_das_datas("data", "ciencia", "A ciência não pode ser anterior à avaliação.")
        for nome in self.notas:
            if self.notas[nome].text().strip() and _nota(self.notas[nome]) is None:
                self.formulario.erro(nome, "A nota é um número inteiro, sem vírgula.")

    def construir(self) -> PedidoAto:
        notas = self.lidas()
        conteudo: dict[str, Any] = {
            "numero": self.valor("numero"),
            "data": self.valor("data"),
            "satisfatoria": self.valor("satisfatoria"),
            "avaliador": self.valor("avaliador"),
            "ciencia": self.valor("ciencia"),
        }
        conteudo.update((nome, getattr(notas, nome)) for nome in self.notas)
        return PedidoAto(
            tipo="avaliacao_estagio", conteudo=conteudo, servidor_id=self._servidor_id, vinculo_id=self._vinculo_id,
            versao=self._versao,
        )  # fmt: skip

    def gravacao(self, valor: PedidoAto) -> Callable[[], object]:
        casa = self.casa

        def gravar() -> Registrado:
            from ...servicos import provimento

            return provimento.registrar(casa.ctx, pedido=valor, hoje=casa.hoje())

        return gravar

    def mudanca(self, valor: PedidoAto) -> Mudanca:
        return Mudanca(servidores=frozenset({self._servidor_id}), vinculos=frozenset({self._vinculo_id}), prazos=True)

    @Slot(object)
    def _ao_salvar(self, resposta: object) -> None:
        if isinstance(resposta, Registrado):
            self._dito = " ".join((resposta.mensagem, *resposta.avisos))
        super()._ao_salvar(resposta)


def _nota(campo: QLineEdit) -> int | None:
    escrito = campo.text().strip()
    return int(escrito) if escrito.isdecimal() else None
