"""Auditoria: the seals, the audit, the comparison with a seal on paper, the termo, the verifier to hand over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.frases import milhar
from ...servicos.permissoes import Permissao
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.formulario import campo_texto
from ..componentes.salvar import DialogoSalvar
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.base import Coluna, ModeloLista
from ..operacoes import Mudanca
from ..tema import Tom
from .administracao_demorada import SecaoDemorada

if TYPE_CHECKING:
    from ...servicos.tipos import DocumentoEmitido
    from ...servicos.tipos.auditoria import Auditoria, RegistroRuim, Selo

COLUNAS_SELOS: tuple[Coluna[Selo], ...] = (
    Coluna(chave="numero", rotulo="Nº", largura=56, texto=lambda x: str(x.numero), ordem=lambda x: x.numero),
    Coluna(chave="quando", rotulo="Quando", largura=164, texto=lambda x: x.quando, ordem=lambda x: x.instante),
    Coluna(chave="motivo", rotulo="Motivo", largura=200, texto=lambda x: x.motivo),
    Coluna(chave="entradas", rotulo="Entradas", largura=84, texto=lambda x: milhar(x.entradas),
           ordem=lambda x: x.entradas),
    Coluna(chave="codigo", rotulo="Código (SHA-256)", largura=420, estica=True, texto=lambda x: x.em_grupos,
           dica=lambda x: f"Selo nº {x.numero}, de {x.quando} (hora da Bahia)\n{x.em_grupos}"),
)  # fmt: skip

COLUNAS_RUINS: tuple[Coluna[RegistroRuim], ...] = (
    Coluna(chave="onde", rotulo="Onde", largura=220, texto=lambda x: x.onde),
    Coluna(chave="detalhe", rotulo="O que não confere", largura=420, estica=True, texto=lambda x: x.detalhe,
           dica=lambda x: x.detalhe),
)  # fmt: skip


class SecaoAuditoria(SecaoDemorada):
    """What it is, the printed seal to compare, the buttons, what was found, the seals."""

    titulo = "Auditando o registro"
    interrompida = "Auditoria interrompida. Nada foi alterado."

    def __init__(self, casa: Casa) -> None:
        super().__init__(casa)
        explicacao = texto(
            "Confere se cada ato, cada linha da trilha e cada documento guardado é o que foi escrito, e diz o primeiro "
            "que não for. O selo é um código de tudo o que havia num instante: impresso e guardado longe do arquivo, "
            "acusa até quem refizer o arquivo inteiro. O conferidor é um programa à parte, que roda só com o Python, "
            "para quem audita sem confiar em ninguém daqui.",
            Papel.SUAVE, quebra=True, pai=self,
        )  # fmt: skip
        self.comecar = botao("&Auditar agora", TipoBotao.PRIMARIO, ao_clicar=self.auditar, icone="certo", pai=self)
        self.termo = botao("Emitir &termo de selo", ao_clicar=self.emitir_termo, icone="documentos", pai=self)
        self.conferidor = botao("Gravar o &conferidor…", ao_clicar=self.gravar_conferidor, icone="exportar", pai=self)
        self.impresso: QLineEdit = campo_texto(dica="Por exemplo: 12: 3f2a 91bc 07de 5a44 …", limite=200, pai=self)
        self.impresso.setAccessibleName("Selo impresso, para comparar")
        rotulo = texto("Comparar com um &selo impresso (opcional): número, dois-pontos e código", pai=self)
        rotulo.setBuddy(self.impresso)
        rotulo.setWordWrap(True)
        self.ruins: ModeloLista[RegistroRuim] = ModeloLista(COLUNAS_RUINS, (), self)
        self.tabela_ruins = Tabela("administracao_auditoria_ruins", casa.preferencias, self)
        self.tabela_ruins.setAccessibleName("O que não confere")
        self.tabela_ruins.definir_modelo(self.ruins)
        self.tabela_ruins.setMaximumHeight(180)
        self.tabela_ruins.hide()
        self.selos: ModeloLista[Selo] = ModeloLista(COLUNAS_SELOS, (), self)
        self.tabela = Tabela("administracao_selos", casa.preferencias, self)
        self.tabela.setAccessibleName("Selos do registro")
        self.tabela.definir_modelo(self.selos)
        self.tabela.definir_vazio(
            EstadoVazio("Nenhum selo ainda", "O registro se sela a cada relatório trimestral, a cada cópia e quando o "
                        "programa fecha.", icone="cadeado")
        )  # fmt: skip
        self._montar(explicacao, rotulo)
        self.montar_demora(self.comecar, "Andamento da auditoria")
        self.impresso.returnPressed.connect(self.auditar)

    def _montar(self, explicacao: QWidget, rotulo: QWidget) -> None:
        lado = QVBoxLayout()
        lado.setSpacing(8)
        for item in (self.comecar, self.parar, self.termo, self.conferidor):
            lado.addWidget(item)
        lado.addStretch(1)
        esquerda = QVBoxLayout()
        esquerda.setSpacing(8)
        for outro in (explicacao, rotulo, self.impresso):
            esquerda.addWidget(outro)
        esquerda.addStretch(1)
        topo = QHBoxLayout()
        topo.setSpacing(12)
        topo.addLayout(esquerda, 1)
        topo.addLayout(lado)
        pilha = QVBoxLayout(self)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(12)
        pilha.addLayout(topo)
        for abaixo in (self.barra, self.aviso, self.tabela_ruins):
            pilha.addWidget(abaixo)
        pilha.addWidget(self.tabela, 1)

    # ------------------------------------------------------------ reading

    def ler(self) -> None:
        """Read the seals again."""
        casa = self._casa
        pode = casa.ctx.pode(Permissao.VERIFICAR)
        self.comecar.setEnabled(pode)
        self.termo.setEnabled(pode and not casa.ctx.banco.somente_leitura)
        if not pode:
            return

        def ler() -> tuple[Selo, ...]:
            from ...servicos import auditoria

            return auditoria.selos(casa.ctx)

        casa.executor.ler(self, ler, sucesso=self.selos.definir, falha=self.aviso.mostrar_erro, chave="selos")

    # ------------------------------------------------------------ auditing

    @Slot()
    def auditar(self) -> None:
        """Start; with a printed seal, compare it too."""
        self.ruins.definir(())
        self.tabela_ruins.hide()
        self.demorar(partial(_auditar, self._casa, self.impresso.text()), self._mostrar)

    def _mostrar(self, feita: Auditoria) -> None:
        self.ocupar(False)
        if feita.integra:
            self.aviso.definir(f"Tudo confere. {feita.frase}", Tom.SUCESSO)
            return
        primeira = feita.falhas[0]
        self.aviso.definir(
            f"Não confere. Primeiro registro ruim: {primeira.onde}: {primeira.detalhe}. Nada foi alterado. Guarde uma "
            "cópia do arquivo como está e siga os passos de incidente.",
            Tom.PERIGO,
        )
        self.ruins.definir(feita.falhas)
        self.tabela_ruins.setVisible(len(feita.falhas) > 1)

    # ------------------------------------------------------------ papers

    @Slot()
    def emitir_termo(self) -> None:
        """Seal, issue the termo and show it."""
        self.termo.setEnabled(False)
        self._casa.executor.gravar(
            self, partial(_emitir, self._casa), sucesso=self._emitiu, falha=self.aviso.mostrar_erro, fim=self.ler,
            mudou=Mudanca(documentos=True), aguarde="Emitindo o termo de selo",
        )  # fmt: skip

    def _emitiu(self, feito: tuple[DocumentoEmitido, bytes]) -> None:
        documento, pdf = feito
        self._casa.abrir_previa(titulo=documento.titulo, pdf=pdf, nome_arquivo="termo-de-selo.pdf")

    @Slot()
    def gravar_conferidor(self) -> None:
        """Ask where the verifier goes: beside the copy that is handed over."""
        DialogoSalvar(
            self, self._casa, titulo="Gravar o conferidor ao lado da cópia", nome="conferir_registro.py",
            filtros={"Programa em Python (*.py)": "py"}, fonte=_conferidor, falha=self.aviso.mostrar_erro,
        ).open()  # fmt: skip


def _auditar(
    casa: Casa, impresso: str, progresso: Callable[[int, int], None], cancelado: Callable[[], bool]
) -> Auditoria:
    from ...servicos import auditoria

    def contar(feitos: int, total: int) -> None:
        if cancelado():
            raise ErroDominio(SecaoAuditoria.interrompida)
        progresso(feitos, total)

    return auditoria.auditar(casa.ctx, impressos=[impresso], progresso=contar)


def _emitir(casa: Casa) -> tuple[DocumentoEmitido, bytes]:
    from ...servicos import papeis_emissao, papeis_selo

    documento = papeis_emissao.emitir(casa.ctx, papel=papeis_selo.termo_de_selo(casa.ctx, hoje=casa.hoje()))
    return documento, papeis_emissao.bytes_de(casa.ctx, documento_id=documento.id)


def _conferidor(_formato: str) -> bytes:
    from ...servicos import auditoria

    return auditoria.conferidor()
