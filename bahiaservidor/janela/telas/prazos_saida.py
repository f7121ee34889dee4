"""Exporting and printing the agenda: PDF, spreadsheet or calendar of exactly what the filter shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from ...arquivos import conferir_destino, gravar_arquivo
from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import MESES
from ...servicos.tipos import FiltroPrazos
from ..casa import Acao, Casa
from ..componentes.botao import TipoBotao
from ..componentes.combo import Combo, Opcao
from ..componentes.dialogo import Dialogo
from ..componentes.dialogo_arquivo import DialogoArquivo
from ..componentes.formulario import Formulario
from ..componentes.texto import Papel, texto
from ..modelos.base import Ordem
from ..modelos.prazos import quantos

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...servicos.tipos.agenda import PedidoAgenda, SaidaAgenda

_LISTA, _MES = "lista", "mes"

_FORMATOS: Final = (
    Opcao(valor="pdf", rotulo="PDF", detalhe="para imprimir ou enviar"),
    Opcao(valor="xlsx", rotulo="Planilha (XLSX)", detalhe="com datas de verdade e filtros"),
    Opcao(valor="csv", rotulo="Planilha (CSV)", detalhe="para outros programas"),
    Opcao(valor="ics", rotulo="Calendário (ICS)", detalhe="para a agenda do computador ou do celular"),
)
_AVISOS: Final = (
    Opcao(valor=None, rotulo="Sem aviso"),
    Opcao(valor=0, rotulo="No dia, às 9 horas"),
    Opcao(valor=1, rotulo="Na véspera, às 9 horas"),
    Opcao(valor=3, rotulo="3 dias antes, às 9 horas"),
    Opcao(valor=7, rotulo="7 dias antes, às 9 horas"),
)
_FILTROS: Final = {
    "pdf": "PDF (*.pdf)",
    "xlsx": "Planilha (*.xlsx)",
    "csv": "Texto separado por ponto e vírgula (*.csv)",
    "ics": "Calendário (*.ics)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mostrado:
    """What the screen shows: its filter, its order, how many rows; ``mes`` when it is the calendar that is shown."""

    filtro: FiltroPrazos
    pendentes: bool
    ordem: Ordem
    mes: date | None
    quantos: int


class DialogoSaida(Dialogo):
    """Chooses the form; the file is made and written off the interface's thread."""

    def __init__(self, casa: Casa, mostrado: Mostrado, dono: QWidget) -> None:
        super().__init__(
            "Exportar e imprimir os prazos", dono.window(), largura=560,
            explicacao=f"O que o filtro mostra: {quantos(mostrado.quantos, 'prazo', 'prazos')}, na ordem da lista.",
        )  # fmt: skip
        self._casa = casa
        self._mostrado = mostrado
        self._dono = dono
        self.palavras = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.formato = Combo(_FORMATOS, self)
        mes = mostrado.mes
        opcoes = [Opcao(valor=_LISTA, rotulo="A lista")]
        if mes is not None:
            opcoes.insert(0, Opcao(valor=_MES, rotulo=f"O calendário de {MESES[mes.month - 1]} de {mes.year}"))
        self.conteudo = Combo(opcoes, self)
        self.aviso_do_calendario = Combo(_AVISOS, self)
        self.sem_nomes = QCheckBox("Sem &nomes: só a matrícula", self)
        self.sem_nomes.setToolTip("Deixa fora o nome do servidor, o do responsável e a nota")
        formulario = self.formulario = Formulario(self)
        formulario.adicionar("formato", "&Formato", self.formato)
        formulario.adicionar("conteudo", "&O que imprimir", self.conteudo)
        formulario.adicionar("aviso", "&Aviso no calendário", self.aviso_do_calendario,
                             ajuda="A data interna vai como um segundo evento, com esse nome.")  # fmt: skip
        self.corpo.addWidget(self.palavras)
        self.corpo.addWidget(formulario)
        self.corpo.addWidget(self.sem_nomes)
        self.adicionar_botao("&Cancelar")
        self.ver = self.adicionar_botao("&Ver e imprimir", ao_clicar=self._ver, icone="imprimir")
        self.salvar = self.adicionar_botao("&Salvar…", TipoBotao.PRIMARIO, ao_clicar=self._salvar, padrao=True)
        self.formato.alterado.connect(self._mostrar_campos)
        self._mostrar_campos()
        casa.executor.ler(self, partial(_em_palavras, casa, mostrado), sucesso=self._dizer)

    def _dizer(self, palavras: str) -> None:
        self.palavras.setText(f"Filtro: {palavras}.")

    @Slot()
    def _mostrar_campos(self) -> None:
        formato = self.formato.valor()
        self.formulario.mostrar("conteudo", formato == "pdf" and self._mostrado.mes is not None)
        self.formulario.mostrar("aviso", formato == "ics")
        self.ver.setVisible(formato == "pdf")

    def _pedir(self) -> _Pedir:
        formato = self.formato.valor()
        mes = self._mostrado.mes if formato == "pdf" and self.conteudo.valor() == _MES else None
        return _Pedir(
            casa=self._casa, mostrado=self._mostrado, formato=formato, mes=mes, sem_nomes=self.sem_nomes.isChecked(),
            aviso_dias=self.aviso_do_calendario.valor() if formato == "ics" else None,
        )  # fmt: skip

    @Slot()
    def _ver(self) -> None:
        pedir = self._pedir()
        self._casa.executor.longa(
            self._dono, pedir.montar, titulo="Montando a agenda", sucesso=pedir.mostrar, falha=_Falha(self._casa).dizer
        )
        self.accept()

    @Slot()
    def _salvar(self) -> None:
        _Salvando(self._dono, self._pedir()).open()
        self.accept()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pedir:
    """Everything the making of the file needs, once the dialog is gone."""

    casa: Casa
    mostrado: Mostrado
    formato: str
    mes: date | None
    sem_nomes: bool
    aviso_dias: int | None

    def nome(self) -> str:
        quando = f"{self.mes:%Y-%m}" if self.mes is not None else self.casa.hoje().isoformat()
        return f"agenda-de-prazos-{quando}.{self.formato}"

    def montar(self, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]) -> SaidaAgenda:
        from ...servicos import agenda_saidas
        from ...servicos.tipos.agenda import FormatoAgenda

        pedido = _pedido(self.casa, self.mostrado, mes=self.mes, sem_nomes=self.sem_nomes, aviso_dias=self.aviso_dias)
        return agenda_saidas.exportar(
            self.casa.ctx, formato=FormatoAgenda(self.formato), pedido=pedido, progresso=progresso, cancelado=cancelado
        )

    def gravar(
        self, destino: Path, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]
    ) -> SaidaAgenda:
        registro = self.casa.ctx.banco.caminho
        conferir_destino(destino, registro=registro)
        saida = self.montar(progresso, cancelado)
        gravar_arquivo(destino, saida.conteudo, registro=registro)
        return saida

    def mostrar(self, saida: SaidaAgenda) -> None:
        self.casa.abrir_previa(titulo=saida.titulo, pdf=saida.conteudo, nome_arquivo=saida.nome_arquivo)

    def avisar(self, destino: Path, saida: SaidaAgenda) -> None:
        frase = f"{quantos(saida.prazos, 'prazo salvo', 'prazos salvos')} em {destino}"
        if saida.avisos:
            frase += f". {' '.join(saida.avisos)}"
        ver = Acao(texto="Abrir", ao_acionar=partial(self.mostrar, saida)) if self.formato == "pdf" else None
        self.casa.mensagem(frase, ver)


@dataclass(frozen=True, slots=True)
class _Falha:
    """Says why the file was not made: the dialog that asked is gone."""

    casa: Casa

    def dizer(self, erro: ErroDominio) -> None:
        self.casa.executor.apresentar(erro, None)


class _Salvando(DialogoArquivo):
    """Asks where; the file is made and written off the interface's thread, with progress and a way to stop."""

    def __init__(self, dono: QWidget, pedir: _Pedir) -> None:
        super().__init__(dono.window(), "Salvar a agenda", pedir.nome(), _FILTROS[pedir.formato])
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setDefaultSuffix(pedir.formato)
        self.setLabelText(QFileDialog.DialogLabel.Accept, "Salvar")
        self._dono, self._pedir = dono, pedir
        self.fileSelected.connect(self._gravar)
        self.finished.connect(self.deleteLater)

    @Slot(str)
    def _gravar(self, destino: str) -> None:
        caminho = Path(destino)
        self._pedir.casa.executor.longa(
            self._dono, partial(self._pedir.gravar, caminho), titulo="Exportando a agenda",
            sucesso=partial(self._pedir.avisar, caminho), falha=_Falha(self._pedir.casa).dizer,
        )  # fmt: skip


def _pedido(
    casa: Casa, mostrado: Mostrado, *, mes: date | None = None, sem_nomes: bool = False, aviso_dias: int | None = None
) -> PedidoAgenda:
    from ...servicos.tipos.agenda import PedidoAgenda

    return PedidoAgenda(
        filtro=mostrado.filtro, pendentes=mostrado.pendentes, ordem=mostrado.ordem.chave,
        decrescente=mostrado.ordem.decrescente, hoje=casa.hoje(), mes=mes, sem_nomes=sem_nomes, aviso_dias=aviso_dias,
    )  # fmt: skip


def _em_palavras(casa: Casa, mostrado: Mostrado) -> str:
    from ...servicos import agenda_saidas

    return agenda_saidas.em_palavras(casa.ctx, pedido=_pedido(casa, mostrado))
