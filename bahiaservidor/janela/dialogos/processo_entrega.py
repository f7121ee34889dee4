"""What became of a process: sent, accepted, rejected, with its receipt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ...servicos.tipos.processos import ProcessoMontado, SituacaoEntrega
from ..casa import Casa
from ..componentes.botao import botao
from ..componentes.combo import Opcao
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.texto import Papel, texto
from ..operacoes import Mudanca
from .cadastros_base import DialogoCadastro

SEGUINTES = {
    SituacaoEntrega.MONTADO: (SituacaoEntrega.ENVIADO,),
    SituacaoEntrega.ENVIADO: (SituacaoEntrega.ACEITO, SituacaoEntrega.REJEITADO),
    SituacaoEntrega.REJEITADO: (SituacaoEntrega.ENVIADO,),
    SituacaoEntrega.ACEITO: (),
}
"""What news may follow each state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Noticia:
    situacao: SituacaoEntrega
    em: date
    destino: str
    protocolo: str
    motivo: str
    recibo: str


class DialogoEntrega(DialogoCadastro[_Noticia]):
    """One piece of news; what it asks for depends on which."""

    def __init__(self, casa: Casa, pai: QWidget | None, *, processo: ProcessoMontado) -> None:
        super().__init__(
            casa, "Registrar andamento", pai, acao="&Registrar", largura=620,
            explicacao=f"{processo.titulo}. {processo.palavras}.",
        )  # fmt: skip
        self._processo = processo
        self._recibo = ""
        opcoes = [Opcao(valor=s, rotulo=s.rotulo) for s in SEGUINTES[processo.situacao]]
        self.situacao = self.combo("situacao", "&Situação", opcoes, opcoes[0].valor if opcoes else None,
                                   obrigatorio=True)  # fmt: skip
        self.em = self.data("em", "&Data", casa.hoje(), obrigatorio=True)
        self.destino = self.texto("destino", "D&estino", processo.destino, obrigatorio=True, largo=True, limite=200)
        self.protocolo = self.texto("protocolo", "&Protocolo", largo=True, limite=100)
        self.motivo = self.texto_longo("motivo", "&Motivo da rejeição", obrigatorio=True)
        caixa = QWidget(self)
        linha = QHBoxLayout(caixa)
        linha.setContentsMargins(0, 0, 0, 0)
        linha.setSpacing(8)
        self.nome_do_recibo = texto("Nenhum arquivo escolhido", Papel.SUAVE, quebra=True, pai=caixa)
        self.escolher = botao("Escolher &arquivo…", ao_clicar=self._escolher, pai=caixa)
        linha.addWidget(self.nome_do_recibo, 1)
        linha.addWidget(self.escolher)
        self.formulario.adicionar("recibo", "Reci&bo", caixa, largo=True, ajuda="PDF, JPG ou PNG; fica nos anexos.")
        # signals
        self.situacao.alterado.connect(self._ao_escolher)
        self._ao_escolher()

    @Slot()
    def _ao_escolher(self, *_: object) -> None:
        situacao = self.situacao.valor()
        for chave, sim in (
            ("destino", situacao is SituacaoEntrega.ENVIADO),
            ("motivo", situacao is SituacaoEntrega.REJEITADO),
        ):
            self.formulario.mostrar(chave, sim)
            self.exigir(chave, sim)

    @Slot()
    def _escolher(self) -> None:
        dialogo = DialogoArquivo(self, "Recibo", "", "Documentos (*.pdf *.jpg *.jpeg *.png);;Todos os arquivos (*)")
        dialogo.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Escolher")
        dialogo.fileSelected.connect(self.definir_recibo)
        dialogo.finished.connect(dialogo.deleteLater)
        dialogo.open()

    @Slot(str)
    def definir_recibo(self, caminho: str) -> None:
        """Take the file of the receipt; it is read when the news is saved."""
        self._recibo = caminho
        self.nome_do_recibo.setText(Path(caminho).name)

    def construir(self) -> _Noticia:
        situacao = self.valor("situacao")
        enviado, rejeitado = situacao is SituacaoEntrega.ENVIADO, situacao is SituacaoEntrega.REJEITADO
        return _Noticia(
            situacao=situacao,
            em=self.valor("em"),
            destino=self.valor("destino") if enviado else "",
            protocolo=self.valor("protocolo"),
            motivo=self.valor("motivo") if rejeitado else "",
            recibo=self._recibo,
        )

    def gravacao(self, valor: _Noticia) -> Callable[[], object]:
        casa, processo_id = self.casa, self._processo.id

        def gravar() -> ProcessoMontado:
            from ...servicos import anexos, processos

            recibo = None
            if valor.recibo:
                caminho = Path(valor.recibo)
                recibo = (caminho.name, anexos.ler_do_disco(casa.ctx, caminho=caminho))
            return processos.registrar_entrega(
                casa.ctx, processo_id=processo_id, situacao=valor.situacao, em=valor.em, hoje=casa.hoje(),
                destino=valor.destino, protocolo=valor.protocolo, motivo=valor.motivo, recibo=recibo,
            )  # fmt: skip

        return gravar

    def mudanca(self, valor: _Noticia) -> Mudanca:
        return Mudanca(documentos=True)

    def dizer(self, valor: _Noticia) -> str:
        return f"Andamento registrado: {valor.situacao.rotulo.lower()}."
