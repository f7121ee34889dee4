"""The book beside the list of papers: filters by órgão and year, and everything kept of the paper selected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import DocumentoEmitido
from ...servicos.tipos.livro import DetalheDoPapel, NoLivro
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.combo import Opcao
from ..componentes.painel_lateral import PainelLateral
from ..componentes.texto import Papel, texto
from .documentos_lista import ler_documentos

_LETRAS = 46


@dataclass(frozen=True, slots=True, kw_only=True)
class Lidos:
    """The papers issued, the words of their kinds, and what the book says of each."""

    documentos: tuple[DocumentoEmitido, ...]
    especies: Mapping[str, str]
    livro: Mapping[int, NoLivro]

    def orgaos(self) -> list[Opcao]:
        """Return the órgãos that have papers, to choose among."""
        nomes = {no.orgao_id: no.orgao or "Sem órgão" for no in self.livro.values()}
        opcoes = [Opcao(valor=id_, rotulo=nome) for id_, nome in sorted(nomes.items(), key=lambda par: par[1])]
        return [Opcao(valor=None, rotulo="Todos os órgãos"), *opcoes]

    def anos(self) -> list[Opcao]:
        """Return the years that have papers, the latest first."""
        anos = sorted({no.ano for no in self.livro.values()}, reverse=True)
        return [Opcao(valor=None, rotulo="Todos os anos"), *(Opcao(valor=ano, rotulo=str(ano)) for ano in anos)]


def ler_livro(casa: Casa) -> Lidos:
    """Return the papers issued with what the book says of each. Off the interface's thread."""
    from ...servicos import livro_papeis

    documentos, especies = ler_documentos(casa, None)
    return Lidos(documentos=documentos, especies=especies, livro=livro_papeis.do_livro(casa.ctx))


class PainelDocumento(PainelLateral):
    """Number, version, digest, code, who and when; the origin of each date; twins, signed versions, reprints."""

    abrir = Signal(object)
    """A `DocumentoEmitido` made from the one shown."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__("Documento", pai, largura=330)
        self._casa = casa
        self._derivados: tuple[DocumentoEmitido, ...] = ()
        self.setAccessibleName("Detalhes do documento selecionado")

    def mostrar(self, documento: DocumentoEmitido | None) -> None:
        """Show a paper, read off the interface's thread; None empties the panel."""
        if documento is None:
            self._casa.executor.cancelar(self, "detalhe")
            self.limpar()
            self.corpo.addWidget(texto("Selecione um documento da lista.", Papel.SUAVE, quebra=True))
            return
        ler = partial(_ler_detalhe, self._casa, documento.id)
        self._casa.executor.ler(self, ler, sucesso=self._receber, chave="detalhe")

    def _receber(self, detalhe: DetalheDoPapel) -> None:
        self.limpar()
        for rotulo, valor in detalhe.dados:
            self._par(rotulo, valor)
        if detalhe.origens:
            self.corpo.addWidget(texto("De onde vem cada data", Papel.SECAO))
        for origem in detalhe.origens:
            self._par(f"{formatar_data(origem.data)} – {origem.rotulo}", "\n".join((origem.origem, *origem.passos)))
        self._derivados = detalhe.derivados
        if detalhe.derivados:
            self.corpo.addWidget(texto("Feitos a partir deste", Papel.SECAO))
        for derivado in detalhe.derivados:
            rotulo = derivado.titulo if len(derivado.titulo) <= _LETRAS else f"{derivado.titulo[: _LETRAS - 1]}…"
            item = botao(rotulo.replace("&", "&&"), TipoBotao.DISCRETO, dica=derivado.titulo)
            item.setAccessibleName(derivado.titulo)
            item.setProperty("documento", derivado.id)
            item.clicked.connect(self._abrir)
            self.corpo.addWidget(item)

    def _par(self, rotulo: str, valor: str) -> None:
        self.corpo.addWidget(texto(rotulo, Papel.LEGENDA, quebra=True))
        # A digest has no place to break a line.
        partes = [valor[i : i + 32] for i in range(0, len(valor), 32)] if len(valor.split()) == 1 else [valor]
        self.corpo.addWidget(texto("\n".join(partes), Papel.CORPO, quebra=True, selecionavel=True))

    @Slot()
    def _abrir(self) -> None:
        id_ = self.sender().property("documento")
        for derivado in self._derivados:
            if derivado.id == id_:
                self.abrir.emit(derivado)


def _ler_detalhe(casa: Casa, documento_id: int) -> DetalheDoPapel:
    from ...servicos import livro_papeis

    return livro_papeis.detalhe(casa.ctx, documento_id=documento_id)
