"""Many papers in one go: which kind, for whom, in one PDF or in many, with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QWidget,
)

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.lote import Alvo, CampoDoLote, Destinatario, EspecieDoLote, LoteEmitido, PedidoDoLote
from ..casa import Acao, Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.campo_data import CampoData
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import Dialogo
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, como_dica, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.base import Coluna
from ..modelos.marcaveis import ModeloMarcavel
from ..modelos.prazos import quantos
from ..operacoes import Andamento, Mudanca, Tarefa
from ..tema import Tom

_MAIS_NOMES = 6

COLUNAS_LOTE: tuple[Coluna[Destinatario], ...] = (
    Coluna(chave="nome", rotulo="Nome", largura=260, texto=lambda d: d.nome, estica=True, forte=True),
    Coluna(
        chave="classificacao", rotulo="Classificação", largura=110, ordem=lambda d: d.classificacao or 0,
        texto=lambda d: f"{d.classificacao}º" if d.classificacao is not None else "—",
    ),
    Coluna(chave="cargo", rotulo="Cargo", largura=200, texto=lambda d: d.cargo),
    Coluna(chave="situacao", rotulo="Situação", largura=180, texto=lambda d: d.situacao),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saida:
    """What was asked to come out, and where it went."""

    emitido: LoteEmitido
    pasta: Path | None


class DialogoPapeisEmLote(Dialogo):
    """``alvo`` answers, off the interface's thread, whose papers these may be."""

    def __init__(
        self, casa: Casa, *, alvo: Callable[[], Alvo], onde: str, especie: str = "", pai: QWidget | None = None
    ) -> None:
        super().__init__("Emitir em lote", pai, explicacao=onde, largura=860)
        self._casa, self._alvo, self._inicial, self._um_so = casa, alvo, especie, False
        self._especies: tuple[EspecieDoLote, ...] = ()
        self._pasta: Path | None = None
        self._tarefa: Tarefa | None = None
        self._parou = Event()
        self._nomes: tuple[str, ...] = ()
        self._campos: dict[str, CampoData | QLineEdit] = {}
        self.especie = Combo((), self)
        self.especie.setAccessibleName("Espécie de documento")
        self.especie.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.modelo: ModeloMarcavel[Destinatario] = ModeloMarcavel(COLUNAS_LOTE, pai=self)
        self.corpo.addLayout(self._topo())
        self.corpo.addWidget(self._tabela(), 1)
        self._fora = texto("", Papel.LEGENDA, quebra=True, selecionavel=True, pai=self)
        self.corpo.addWidget(self._fora)
        self._form = Formulario(self, colunas=3)
        self.corpo.addWidget(self._form)
        self.corpo.addLayout(self._destino())
        self.barra = QProgressBar(self)
        self.barra.setTextVisible(False)
        self.barra.setAccessibleName("Andamento da emissão")
        self.fazendo = texto("", Papel.SUAVE, pai=self)
        for widget in (self.barra, self.fazendo):
            self.corpo.addWidget(widget)
            widget.hide()
        self.fechar = self.adicionar_botao("&Fechar")
        self.parar = self.adicionar_botao("Cancelar a &emissão", ao_clicar=self._parar)
        self.parar.hide()
        self.emitir = self.adicionar_botao("&Emitir", TipoBotao.PRIMARIO, ao_clicar=self._emitir)
        # signals
        self.especie.alterado.connect(self._trocar_especie)
        self.modelo.marcou.connect(self._rever)
        self.busca.buscou.connect(self._filtrar)
        casa.executor.andamento.connect(self._avancou)
        self.resize(860, 660)
        self._rever()
        casa.executor.ler(self, _especies, sucesso=self._oferecer, falha=self.aviso.mostrar_erro)

    def _topo(self) -> QHBoxLayout:
        self.busca = CampoBusca("Filtrar por nome, cargo ou situação")
        linha = QHBoxLayout()
        linha.setSpacing(8)
        linha.addWidget(self.especie)
        linha.addWidget(self.busca, 1)
        linha.addWidget(botao("Marcar &todos", TipoBotao.DISCRETO, ao_clicar=self._todos))
        linha.addWidget(botao("&Nenhum", TipoBotao.DISCRETO, ao_clicar=self._nenhum))
        return linha

    def _tabela(self) -> Tabela:
        self.tabela = Tabela("papeis_lote", self._casa.preferencias, self)
        self.tabela.setAccessibleName("Quem recebe o documento; espaço ou Enter marca e desmarca")
        self.tabela.setMinimumHeight(150)
        self.tabela.definir_modelo(self.modelo)
        self.tabela.definir_vazio(
            EstadoVazio("Ninguém para este documento", "Escolha outra espécie, ou outra lista.", icone="servidores")
        )
        self.tabela.aberta.connect(self.modelo.alternar)
        return self.tabela

    def _destino(self) -> QHBoxLayout:
        self.um_pdf = QRadioButton("&Um só PDF", self)
        self.varios = QRadioButton("Um PDF por &pessoa, em uma pasta", self)
        self._grupo = QButtonGroup(self)
        self._grupo.addButton(self.um_pdf)
        self._grupo.addButton(self.varios)
        self.um_pdf.setChecked(True)
        self.escolher = botao("Escolher p&asta…", ao_clicar=self._escolher_pasta, pai=self)
        self._onde = texto("", Papel.SUAVE, pai=self)
        self._grupo.buttonToggled.connect(self._rever)
        linha = QHBoxLayout()
        linha.setSpacing(12)
        for widget in (self.um_pdf, self.varios, self.escolher):
            linha.addWidget(widget)
        linha.addWidget(self._onde, 1)
        return linha

    # ------------------------------------------------------------ who

    def _oferecer(self, especies: tuple[EspecieDoLote, ...]) -> None:
        self._especies = especies
        self.especie.definir_opcoes([Opcao(valor=e.chave, rotulo=e.rotulo) for e in especies])
        if self._inicial:
            self.especie.definir(self._inicial)
        self._trocar_especie()

    @Slot()
    def _trocar_especie(self, *_: object) -> None:
        chave = self.especie.valor()
        if chave is None:
            return
        self.aviso.esconder()
        especie = next(e for e in self._especies if e.chave == chave)
        self._um_so = especie.um_so
        self.varios.setText("Em uma &pasta, com o DOCX" if especie.um_so else "Um PDF por &pessoa, em uma pasta")
        self._montar_campos(especie.campos)
        casa, alvo = self._casa, self._alvo

        def ler() -> tuple[Destinatario, ...]:
            from ...servicos import papeis_lote

            return papeis_lote.destinatarios(casa.ctx, especie=chave, alvo=alvo(), hoje=casa.hoje())

        casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self.aviso.mostrar_erro, chave="quem")

    def _montar_campos(self, campos: Sequence[CampoDoLote]) -> None:
        for campo in campos:
            if campo.nome not in self._campos:
                widget = CampoData(hoje=self._casa.hoje) if campo.tipo == "data" else campo_texto(limite=200)
                self._campos[campo.nome] = widget
                widget.textChanged.connect(self._rever)
                self._form.adicionar(campo.nome, campo.rotulo, widget, obrigatorio=campo.obrigatorio)
        nomes = {campo.nome for campo in campos}
        for nome in self._campos:
            self._form.mostrar(nome, nome in nomes)
        self._form.setVisible(bool(nomes))

    def _mostrar(self, quem: tuple[Destinatario, ...]) -> None:
        podem = tuple(d for d in quem if not d.impedimento)
        fora = [d for d in quem if d.impedimento]
        self.modelo.definir(podem)
        self.modelo.marcar_visiveis(True)
        nomes = "; ".join(f"{d.nome}: {d.impedimento.rstrip('.')}" for d in fora[:_MAIS_NOMES])
        mais = f"; e mais {len(fora) - _MAIS_NOMES}" if len(fora) > _MAIS_NOMES else ""
        self._fora.setText(f"De fora ({quantos(len(fora), 'pessoa', 'pessoas')}): {nomes}{mais}." if fora else "")
        self._fora.setVisible(bool(fora))
        self._rever()

    @Slot()
    def _filtrar(self, *_: object) -> None:
        self.modelo.filtrar(self.busca.text())

    @Slot()
    def _todos(self) -> None:
        self.modelo.marcar_visiveis(True)

    @Slot()
    def _nenhum(self) -> None:
        self.modelo.marcar_visiveis(False)

    # ------------------------------------------------------------ where

    @Slot()
    def _escolher_pasta(self) -> None:
        dialogo = DialogoArquivo(self, "Pasta dos documentos")
        dialogo.setFileMode(QFileDialog.FileMode.Directory)
        dialogo.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialogo.setLabelText(QFileDialog.DialogLabel.Accept, "Usar esta pasta")
        dialogo.fileSelected.connect(self.usar_pasta)
        dialogo.finished.connect(dialogo.deleteLater)
        dialogo.open()

    @Slot(str)
    def usar_pasta(self, pasta: str) -> None:
        """Write one file for each person in this folder."""
        self._pasta = Path(pasta)
        self.varios.setChecked(True)
        self._rever()

    @Slot()
    def _rever(self, *_: object) -> None:
        correndo = self._tarefa is not None
        marcados = len(self.modelo.marcados())
        papeis = min(marcados, 1) if self._um_so else marcados
        em_pasta = self.varios.isChecked()
        self.escolher.setEnabled(em_pasta and not correndo)
        self._onde.setText(str(self._pasta) if em_pasta and self._pasta is not None else "")
        self._onde.setToolTip(como_dica(self._onde.text()))
        rotulo = "&Emitir" if not papeis else f"&Emitir {quantos(papeis, 'documento', 'documentos')}"
        self.emitir.setText(rotulo)
        self.emitir.setAccessibleName(rotulo.replace("&", ""))
        self.emitir.setEnabled(not correndo and marcados > 0 and (not em_pasta or self._pasta is not None))
        for widget in (self.especie, self.busca, self.tabela, self._form, self.um_pdf, self.varios):
            widget.setEnabled(not correndo)
        self.fechar.setEnabled(not correndo)
        self.parar.setVisible(correndo)
        self.parar.setEnabled(not self._parou.is_set())
        self.barra.setVisible(correndo)
        self.fazendo.setVisible(correndo)

    # ------------------------------------------------------------ issuing

    def _respostas(self) -> dict[str, Any] | None:
        respostas: dict[str, Any] = {}
        for nome, campo in self._campos.items():
            if isinstance(campo, CampoData):
                if campo.erro():
                    self._form.erro(nome, campo.erro())
                    campo.setFocus()
                    return None
                respostas[nome] = campo.data()
            else:
                respostas[nome] = campo.text()
        return respostas

    @Slot()
    def _emitir(self) -> None:
        escolhidos = [d for d in self.modelo.linhas() if d in self.modelo.marcados()]
        # Those filtered out of sight are ticked all the same.
        escolhidos += [d for d in self.modelo.marcados() if d not in escolhidos]
        respostas = self._respostas()
        if not escolhidos or respostas is None:
            return
        casa, pasta = self._casa, self._pasta if self.varios.isChecked() else None
        pedido = PedidoDoLote(especie=self.especie.valor(), ids=[d.id for d in escolhidos], respostas=respostas)

        parou = self._parou
        parou.clear()

        def montar(progresso: Any, cancelado: Any) -> _Saida:
            from ...servicos import papeis_lote

            if pasta is not None:
                papeis_lote.conferir_pasta(pasta)
            emitido = papeis_lote.emitir_lote(
                casa.ctx, pedido=pedido, hoje=casa.hoje(), junto=pasta is None, progresso=progresso,
                cancelado=lambda: parou.is_set() or cancelado(),
            )  # fmt: skip
            if pasta is not None:
                arquivos = (*emitido.arquivos, *emitido.gemeos)
                papeis_lote.gravar_na_pasta(arquivos, pasta, registro=casa.ctx.banco.caminho)
            return _Saida(emitido=emitido, pasta=pasta)

        self.aviso.esconder()
        pessoas = tuple(d.nome for d in escolhidos)
        self._nomes = (quantos(len(pessoas), "pessoa", "pessoas"),) if self._um_so else pessoas
        self.barra.setRange(0, len(self._nomes))
        self.barra.setValue(0)
        self.fazendo.setText("Lendo o registro…")
        self._tarefa = casa.executor.longa(
            self, montar, titulo="Emitindo o lote", sucesso=self._pronto, falha=self._falhou, escreve=True,
            fim=self._acabar, mudou=Mudanca(documentos=True, minutas=True),
        )  # fmt: skip
        self._rever()
        self.parar.setFocus()

    @Slot(object)
    def _avancou(self, andamento: Andamento) -> None:
        tarefa = self._tarefa
        if tarefa is not None and tarefa.terminada and tarefa.cancelada:
            # Cancelled from the bar of the window, which drops what came of it.
            self._acabar()
            self.aviso.definir("Emissão interrompida. Confira em Documentos se algo chegou a ser emitido.", Tom.ATENCAO)
        if self._tarefa is None or not andamento.total:
            return
        self.barra.setValue(andamento.feitos)
        nome = self._nomes[min(andamento.feitos, len(self._nomes)) - 1] if andamento.feitos else ""
        self.fazendo.setText(f"{andamento.feitos} de {andamento.total}: {nome}")

    @Slot()
    def _parar(self) -> None:
        # Not by dropping the job: what comes of it says whether it was in time.
        self._parou.set()
        self.parar.setEnabled(False)
        self.fazendo.setText("Cancelando…")

    def _acabar(self) -> None:
        self._tarefa = None
        self._rever()

    def _falhou(self, erro: ErroDominio) -> None:
        if self._parou.is_set():
            self.aviso.definir("Emissão cancelada. Nada foi emitido.", Tom.INFO)
        else:
            self.aviso.mostrar_erro(erro)

    def _pronto(self, saida: _Saida) -> None:
        emitido = saida.emitido
        feito = quantos(len(emitido.documentos), "documento emitido", "documentos emitidos")
        if emitido.repetidos:
            feito += f" ({emitido.repetidos} já eram iguais e mantiveram o número)"
        if saida.pasta is not None:
            self._casa.mensagem(f"{feito}, em {saida.pasta}")
        else:
            ver = _Ver(self._casa, emitido)
            self._casa.mensagem(feito, Acao(texto="Abrir", ao_acionar=ver))
            ver()
        self.accept()

    def reject(self) -> None:
        """Esc while papers are drawn stops them first."""
        if self._tarefa is not None:
            self._parar()
            return
        super().reject()


class _Ver:
    """Opens the preview of all the papers; it outlives the dialog."""

    __slots__ = ("_casa", "_emitido")

    def __init__(self, casa: Casa, emitido: LoteEmitido) -> None:
        self._casa = casa
        self._emitido = emitido

    def __call__(self) -> None:
        emitido = self._emitido
        if emitido.junto is not None:
            self._casa.abrir_previa(titulo=emitido.titulo, pdf=emitido.junto, nome_arquivo=emitido.nome_arquivo)


def _especies() -> tuple[EspecieDoLote, ...]:
    from ...servicos import papeis_lote

    return papeis_lote.especies()


def lote_da_lista(casa: Casa, *, lista_id: int, onde: str, pai: QWidget | None) -> DialogoPapeisEmLote:
    """Open the batch of a list of a concurso."""
    dialogo = DialogoPapeisEmLote(casa, alvo=lambda: Alvo(lista_id=lista_id), onde=onde, pai=pai)
    dialogo.open()
    return dialogo


def lote_de_quem_espera(casa: Casa, *, pai: QWidget | None) -> DialogoPapeisEmLote:
    """Open the batch of who waits for the posse or the exercício."""

    def alvo() -> Alvo:
        from ...estatuto.tipos import TipoPrazo
        from ...servicos import agenda
        from ...servicos.tipos import FiltroPrazos

        hoje = casa.hoje()
        filtro = FiltroPrazos(tipos=(TipoPrazo.POSSE, TipoPrazo.EXERCICIO))
        ids = agenda.ids_prazos(casa.ctx, filtro=filtro, hoje=hoje, pendentes=True)
        linhas = agenda.linhas_prazos(casa.ctx, ids=ids, hoje=hoje)
        return Alvo(vinculos=list(dict.fromkeys(linha.vinculo_id for linha in linhas)))

    onde = "De quem espera a posse ou o exercício. Só se emite o que é de todos os marcados: ou todos, ou nenhum."
    dialogo = DialogoPapeisEmLote(casa, alvo=alvo, onde=onde, especie="aviso_posse", pai=pai)
    dialogo.open()
    return dialogo
