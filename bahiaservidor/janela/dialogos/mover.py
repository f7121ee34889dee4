"""An act entered in a namesake's file, or a whole vínculo: it passes to the right person, with what that moves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import EntradaLivro, Ficha, FichaVinculo, LinhaServidor
from ...servicos.tipos.emendas import EmendaRegistrada, PreviaIdentidade
from ..casa import Casa
from ..componentes.combo import Combo, Opcao
from ..componentes.texto import Papel, texto
from .identidade_base import DialogoIdentidade
from .pessoa import CampoPessoa, identificar

_SEM_VINCULO = Opcao(valor=None, rotulo="Escolha a pessoa primeiro…")


class _DialogoMover(DialogoIdentidade):
    """Asks to whom it goes."""

    def __init__(self, casa: Casa, titulo: str, pai: QWidget | None, *, explicacao: str) -> None:
        super().__init__(
            casa, titulo, pai, explicacao=explicacao, verbo="&Passar à outra ficha",
            espera="Escolha a pessoa: aqui aparece o que muda nas duas fichas.",
            ajuda_motivo="Como se soube do engano: por exemplo, homônima com outro CPF.",
        )  # fmt: skip
        self.destino: LinhaServidor | None = None
        self.pessoa = CampoPessoa(casa)
        self.achada = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.quem.adicionar("pessoa", "A &quem pertence", self.pessoa, obrigatorio=True,
                                  ajuda="Nome, matrícula ou CPF de quem já está no registro.")  # fmt: skip
        self.pessoa.escolhida.connect(self.escolher)

    @Slot(object)
    def escolher(self, linha: LinhaServidor) -> None:
        """Take the person to whom it goes."""
        self.destino = linha
        self.achada.setText(identificar(linha))
        self.escolheu(linha)
        self.mudou()

    def escolheu(self, linha: LinhaServidor) -> None:
        """Look into the person chosen. For subclasses."""

    def conferir(self) -> None:
        if self.destino is None:
            self.quem.erro("pessoa", "Escolha uma pessoa da lista.")


class DialogoMoverVinculo(_DialogoMover):
    """A whole vínculo, with its acts."""

    def __init__(self, casa: Casa, pai: QWidget | None, *, ficha: Ficha, vinculo: FichaVinculo) -> None:
        super().__init__(
            casa, "Passar o vínculo a outra pessoa", pai,
            explicacao=f"{ficha.dados.nome}: vínculo {vinculo.numero}, {vinculo.cargo}. Vão com ele os seus atos.",
        )  # fmt: skip
        self._vinculo_id = vinculo.id
        self.coluna.addWidget(self.achada)
        self.montar_motivo()
        self.antever()
        self.pessoa.setFocus()

    def leitura(self) -> Callable[[], PreviaIdentidade] | None:
        if self.destino is None:
            return None
        casa, vinculo_id, para = self.casa, self._vinculo_id, self.destino.servidor_id

        def ler() -> PreviaIdentidade:
            from ...servicos import unificacao

            return unificacao.previa_mover_vinculo(casa.ctx, vinculo_id=vinculo_id, para=para, hoje=casa.hoje())

        return ler

    def gravacao(self) -> Callable[[], EmendaRegistrada]:
        assert self.destino is not None
        casa, vinculo_id, para = self.casa, self._vinculo_id, self.destino.servidor_id
        motivo = self.motivo.toPlainText().strip()

        def gravar() -> EmendaRegistrada:
            from ...servicos import unificacao

            return unificacao.mover_vinculo(casa.ctx, vinculo_id=vinculo_id, para=para, motivo=motivo, hoje=casa.hoje())

        return gravar


class DialogoMoverAtos(_DialogoMover):
    """One act of a file, to a vínculo of another person."""

    def __init__(self, casa: Casa, pai: QWidget | None, *, ficha: Ficha, entrada: EntradaLivro) -> None:
        super().__init__(
            casa, "Passar o ato a outra ficha", pai,
            explicacao=f"{entrada.rotulo}, de {formatar_data(entrada.data)}, está na ficha de {ficha.dados.nome}.",
        )  # fmt: skip
        self._ato_id = entrada.ato_id
        self.vinculo = Combo((_SEM_VINCULO,), self)
        self.vinculo.setEnabled(False)
        self.formulario.adicionar("vinculo", "Em que &vínculo", self.vinculo, obrigatorio=True)
        self.coluna.addWidget(self.achada)
        self.montar_motivo()
        self.vinculo.alterado.connect(self.mudou)
        self.antever()
        self.pessoa.setFocus()

    def escolheu(self, linha: LinhaServidor) -> None:
        casa = self.casa

        def ler() -> Ficha:
            from ...servicos import pessoas

            return pessoas.ficha(casa.ctx, servidor_id=linha.servidor_id, hoje=casa.hoje())

        self.vinculo.setEnabled(False)
        casa.executor.ler(self, ler, sucesso=self._oferecer, falha=self.aviso.mostrar_erro, chave="vinculos")

    def _oferecer(self, ficha: Ficha) -> None:
        opcoes = [
            Opcao(valor=v.id, rotulo=f"Vínculo {v.numero}: {v.cargo}", detalhe=v.situacao.rotulo)
            for v in reversed(ficha.vinculos)
        ]
        self.vinculo.definir_opcoes(opcoes or [Opcao(valor=None, rotulo="Não tem vínculo")])
        self.vinculo.setCurrentIndex(0)
        self.vinculo.setEnabled(len(opcoes) > 1)
        self.mudou()

    def conferir(self) -> None:
        super().conferir()
        if self.vinculo.valor() is None:
            self.formulario.erro("vinculo", "Escolha o vínculo em que o ato entra.")

    def leitura(self) -> Callable[[], PreviaIdentidade] | None:
        casa, ato_id, para = self.casa, self._ato_id, self.vinculo.valor()
        if self.destino is None or para is None:
            return None

        def ler() -> PreviaIdentidade:
            from ...servicos import unificacao

            return unificacao.previa_mover_atos(casa.ctx, atos=(ato_id,), para_vinculo=para, hoje=casa.hoje())

        return ler

    def gravacao(self) -> Callable[[], EmendaRegistrada]:
        casa, ato_id, para = self.casa, self._ato_id, int(self.vinculo.valor())
        motivo = self.motivo.toPlainText().strip()

        def gravar() -> EmendaRegistrada:
            from ...servicos import unificacao

            return unificacao.mover_atos(casa.ctx, atos=(ato_id,), para_vinculo=para, motivo=motivo, hoje=casa.hoje())

        return gravar
