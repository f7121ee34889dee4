"""The head of a concurso: edital, days left, extension, authorisation (arts. 13 to 15)."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import Concurso
from ..componentes.botao import botao
from ..componentes.selo import Selo
from ..componentes.texto import Papel, texto
from ..modelos.concursos import LinhaConcurso, palavras_da_validade, tom_da_validade
from ..tema import Tom


class FichaConcurso(QFrame):
    """Says what is known of the concurso chosen."""

    editar = Signal()
    prorrogar = Signal()

    def __init__(self, pai: QWidget | None = None) -> None:
        super().__init__(pai)
        self.setProperty("superficie", True)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(16, 12, 12, 14)
        caixa.setSpacing(6)
        self.edital = texto("", Papel.SECAO, quebra=True, selecionavel=True, pai=self)
        self.validade = Selo("", Tom.NEUTRO, self)
        self.botao_editar = botao("&Editar…", ao_clicar=self._editar, icone="editar", pai=self)
        self.botao_prorrogar = botao("Prorro&gar…", ao_clicar=self._prorrogar, pai=self)
        topo = QHBoxLayout()
        topo.setSpacing(12)
        topo.addWidget(self.validade)
        topo.addStretch(1)
        topo.addWidget(self.botao_prorrogar)
        topo.addWidget(self.botao_editar)
        self.dados = texto("", Papel.SUAVE, quebra=True, selecionavel=True, pai=self)
        caixa.addWidget(self.edital)
        caixa.addLayout(topo)
        caixa.addWidget(self.dados)

    def mostrar(self, linha: LinhaConcurso) -> None:
        """Show a concurso."""
        vencido = linha.dias is not None and linha.dias < 0
        self.edital.setText(linha.concurso.edital)
        prefixo = "" if vencido or linha.dias in (None, 0) else "Válido: "
        sufixo = "" if vencido or linha.dias in (None, 0) else " restante" if linha.dias == 1 else " restantes"
        self.validade.definir(f"{prefixo}{palavras_da_validade(linha)}{sufixo}", tom_da_validade(linha))
        self.dados.setText(" · ".join(_partes(linha.concurso, linha.orgao, vencido)))
        self.botao_prorrogar.setVisible(linha.concurso.prorrogacao is None and not vencido)

    @Slot()
    def _editar(self) -> None:
        self.editar.emit()

    @Slot()
    def _prorrogar(self) -> None:
        self.prorrogar.emit()


def _partes(concurso: Concurso, orgao: str, vencido: bool) -> list[str]:
    partes = [orgao] if orgao else []
    if concurso.edital_em is not None:
        partes.append(f"edital de {formatar_data(concurso.edital_em)}")
    partes.append(f"homologado em {formatar_data(concurso.homologacao)}")
    if concurso.valido_ate is not None:
        partes.append(f"{'valeu' if vencido else 'vale'} até {formatar_data(concurso.valido_ate)}")
    if concurso.prorrogacao is not None:
        ato = f" ({concurso.prorrogacao_ato})" if concurso.prorrogacao_ato else ""
        partes.append(f"prorrogado em {formatar_data(concurso.prorrogacao)}{ato}")
    else:
        partes.append(f"{concurso.validade_meses} meses, sem prorrogação")
    if concurso.autorizacao:
        partes.append(f"autorização: {concurso.autorizacao}")
    if concurso.orgao_central:
        partes.append(f"organizado por {concurso.orgao_central}")
    return partes
