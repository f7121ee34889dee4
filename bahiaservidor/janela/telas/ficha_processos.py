"""Processes put together: their volumes, what became of each, and the way to put another together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...servicos.tipos.processos import ProcessoMontado, SituacaoEntrega, VolumeProcesso
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.combo import Combo, Opcao
from ..componentes.foco import ligar
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.processo import DialogoProcesso, EscolhaDePasta
from ..dialogos.processo_entrega import SEGUINTES, DialogoEntrega
from ..modelos.base import ModeloLista
from ..modelos.processos import COLUNAS_DE_TODOS, COLUNAS_PROCESSOS, tamanho


class QuadroProcessos(QWidget):
    """The list of a person's processes, and what can be done with the one selected."""

    def __init__(self, casa: Casa, pai: QWidget | None = None, *, de_todos: bool = False) -> None:
        """``de_todos``: everybody's, with a column that says whose; a new one is put together in the file of each."""
        super().__init__(pai)
        self._casa = casa
        self._de_todos = de_todos
        self._servidor_id: int | None = None
        self._vinculos: tuple[Opcao, ...] = ()
        self._vinculo_id: int | None = None
        self._grava = not casa.ctx.banco.somente_leitura
        self.modelo: ModeloLista[ProcessoMontado] = ModeloLista(
            COLUNAS_DE_TODOS if de_todos else COLUNAS_PROCESSOS, (), self
        )
        self.tabela = Tabela("processos" if de_todos else "ficha_processos", casa.preferencias, self)
        self.tabela.setAccessibleName("Processos montados")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(
            EstadoVazio(
                "Nenhum processo montado",
                "Montar processo reúne os documentos e os anexos na ordem legal, com capa, índice e folhas numeradas.",
                icone="documentos",
            )
        )
        self.aviso = FaixaAviso(pai=self)
        self.volumes = Combo((), self)
        self.volumes.setAccessibleName("Volume")
        self.volumes.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.montar = botao(
            "Montar &processo…", TipoBotao.PRIMARIO, ao_clicar=self._montar, icone="documentos", pai=self
        )
        self.de_novo = botao("Montar d&e novo…", ao_clicar=self._de_novo, pai=self)
        self.andamento = botao("Re&gistrar andamento…", ao_clicar=self._andamento, pai=self)
        self.salvar = botao("Salvar em pas&ta…", ao_clicar=self._salvar, icone="salvar", pai=self)
        self.ficha = botao("Abrir &ficha", TipoBotao.DISCRETO, ao_clicar=self._abrir_ficha, icone="pessoa", pai=self)
        self.ver = botao("A&brir", ao_clicar=self._ver, pai=self, dica="Ver o volume escolhido (Enter)")
        self.resumo = texto("", Papel.LEGENDA, quebra=True, pai=self)
        acoes = QHBoxLayout()
        acoes.setSpacing(8)
        acoes.addWidget(self.montar)
        acoes.addWidget(self.de_novo)
        acoes.addStretch(1)
        for widget in (self.ficha, self.andamento, self.salvar, self.volumes, self.ver):
            acoes.addWidget(widget)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 12, 0, 0)
        caixa.setSpacing(12)
        caixa.addWidget(self.aviso)
        caixa.addWidget(self.tabela, 1)
        caixa.addWidget(self.resumo)
        caixa.addLayout(acoes)
        self.montar.setVisible(not de_todos)
        self.ficha.setVisible(de_todos)
        # signals
        self.tabela.aberta.connect(self._ver)
        self.tabela.selecionada.connect(self._mostrar_atual)
        self.modelo.modelReset.connect(self._mostrar_atual)
        self._mostrar_atual()

    def definir(self, servidor_id: int, vinculos: Sequence[Opcao], vinculo_id: int | None) -> None:
        """Show a person's processes; a new one is of ``vinculo_id`` unless another is chosen."""
        if servidor_id != self._servidor_id:
            self.aviso.esconder()
            self.modelo.definir(())
        self._servidor_id, self._vinculos, self._vinculo_id = servidor_id, tuple(vinculos), vinculo_id
        self.montar.setEnabled(self._grava and vinculo_id is not None)
        self._ler(servidor_id)

    def definir_todos(self) -> None:
        """Show everybody's processes."""
        self._ler(None)

    def _ler(self, servidor_id: int | None) -> None:
        casa = self._casa

        def ler() -> tuple[ProcessoMontado, ...]:
            from ...servicos import processos

            return processos.listar(casa.ctx, servidor_id=servidor_id)

        casa.executor.ler(self, ler, sucesso=self._receber, falha=self.aviso.mostrar_erro, chave="processos")

    def atual(self) -> ProcessoMontado | None:
        """Return the process selected."""
        return self.modelo.linha(self.tabela.linha_atual())

    def _receber(self, lidos: tuple[ProcessoMontado, ...]) -> None:
        antes = self.atual()
        self.modelo.definir(lidos)
        self.tabela.ir_para(self.modelo.posicao(lambda p: antes is not None and p.id == antes.id))
        self._mostrar_atual()

    @Slot()
    def _mostrar_atual(self, *_: object) -> None:
        processo = self.atual()
        tem = processo is not None
        ligar(self.ver, tem, senao=self.tabela)
        ligar(self.salvar, tem, senao=self.tabela)
        ligar(self.ficha, tem, senao=self.tabela)
        if processo is None:
            self.de_novo.hide()
            self.volumes.hide()
            ligar(self.andamento, False, senao=self.tabela)
            self.resumo.setText("")
            return
        self.de_novo.setVisible(processo.situacao is SituacaoEntrega.REJEITADO and self._grava)
        ligar(self.andamento, bool(SEGUINTES[processo.situacao]) and self._grava, senao=self.tabela)
        self.volumes.setVisible(len(processo.volumes) > 1)
        self.volumes.definir_opcoes(
            [Opcao(valor=v.documento_id, rotulo=f"Volume {n}, fls. {v.inicio} a {v.fim}")
             for n, v in enumerate(processo.volumes, start=1)]
        )  # fmt: skip
        self.volumes.definir(processo.volumes[0].documento_id)
        soma = tamanho(sum(v.tamanho for v in processo.volumes))
        noticias = ". ".join(e.palavras for e in processo.entregas) or processo.palavras
        self.resumo.setText(f"{soma}. {noticias}.{' ' + ' '.join(processo.avisos) if processo.avisos else ''}")

    # ------------------------------------------------------------ what is done with one

    @Slot()
    def _montar(self) -> None:
        if self._vinculo_id is not None:
            self._abrir_montagem(self._vinculo_id, "posse")

    @Slot()
    def _de_novo(self) -> None:
        processo = self.atual()
        if processo is not None:
            self._abrir_montagem(processo.vinculo_id, processo.provimento)

    def _abrir_montagem(self, vinculo_id: int, provimento: str) -> None:
        vinculos = self._vinculos or (Opcao(valor=vinculo_id, rotulo=""),)
        DialogoProcesso(
            self._casa, self.window(), vinculos=vinculos, vinculo_id=vinculo_id, provimento=provimento
        ).open()

    @Slot()
    def _abrir_ficha(self) -> None:
        processo = self.atual()
        if processo is not None:
            self._casa.abrir_ficha(processo.servidor_id)

    @Slot()
    def _andamento(self) -> None:
        processo = self.atual()
        if processo is not None and SEGUINTES[processo.situacao]:
            DialogoEntrega(self._casa, self.window(), processo=processo).open()

    @Slot()
    def _salvar(self) -> None:
        processo = self.atual()
        if processo is not None:
            EscolhaDePasta(self._casa, self.window(), processo).open()

    @Slot()
    def _ver(self, *_: object) -> None:
        processo = self.atual()
        if processo is None:
            return
        escolhido = self.volumes.valor()
        volume = next((v for v in processo.volumes if v.documento_id == escolhido), processo.volumes[0])

        def mostrar(pdf: bytes) -> None:
            self._casa.abrir_previa(titulo=processo.titulo, pdf=pdf, nome_arquivo=volume.nome)

        self._casa.executor.ler(
            self, partial(_bytes, self._casa, volume), sucesso=mostrar, falha=self.aviso.mostrar_erro, chave="volume"
        )


def _bytes(casa: Casa, volume: VolumeProcesso) -> bytes:
    from ...servicos import papeis

    return papeis.bytes_de(casa.ctx, documento_id=volume.documento_id)
