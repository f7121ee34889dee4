"""What the role of who entered may not do is turned off on the screens, with a word of why.

The services decide: this only spares somebody from filling in what would be refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from .dicas import como_dica

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto

BOTOES: Final[Mapping[str, Mapping[str, str]]] = {
    "AbaDados": {"guardar": "CADASTRAR"},
    "AbaDocumentos": {"termo_posse": "EMITIR_DOCUMENTO", "termo_exercicio": "EMITIR_DOCUMENTO",
                      "via": "EMITIR_DOCUMENTO", "emitir": "EMITIR_DOCUMENTO"},
    "DetalheCargo": {"botao_editar": "CADASTRAR", "botao_vagas": "CADASTRAR", "botao_nomear": "PREPARAR_MINUTA"},
    "DetalheItem": {"confirmar": "REGISTRAR_ATO", "corrigir": "IMPORTAR", "descartar": "IMPORTAR",
                    "reabrir": "IMPORTAR"},
    "FichaConcurso": {"botao_editar": "CADASTRAR", "botao_prorrogar": "CADASTRAR"},
    "JanelaPrincipal": {"botao_ato": "PREPARAR_MINUTA"},
    "ListaDocumentos": {"via": "EMITIR_DOCUMENTO"},
    "Minutas": {"enviada": "PREPARAR_MINUTA", "assinada": "PREPARAR_MINUTA", "confirmar": "PREPARAR_MINUTA",
                "anular": "PREPARAR_MINUTA", "imprimir": "PREPARAR_MINUTA"},
    "PaginaModelo": {"gravar": "ALTERAR_MODELOS", "restaurar": "ALTERAR_MODELOS", "previa": "ALTERAR_MODELOS"},
    "PaginaLeitura": {"publicacao": "IMPORTAR", "prontos": "REGISTRAR_ATO"},
    "PaginaTimbre": {"gravar": "ALTERAR_MODELOS", "previa": "ALTERAR_MODELOS"},
    "PainelCandidatos": {"botao_nomear": "PREPARAR_MINUTA", "botao_incluir": "CADASTRAR",
                         "botao_convocar": "REGISTRAR_ATO", "botao_desistir": "REGISTRAR_ATO"},
    "PainelContradicao": {"registrar": "PREPARAR_MINUTA", "completar": "CORRIGIR_ATO", "ciente": "TRATAR_CONTRADICAO",
                          "retirar": "TRATAR_CONTRADICAO"},
    "PainelEstagio": {"avaliar": "PREPARAR_MINUTA", "submeter": "PREPARAR_MINUTA", "homologar": "PREPARAR_MINUTA"},
    "PainelLeis": {"botao_corrigir": "CADASTRAR", "botao_extinguir": "CADASTRAR", "botao_redistribuir": "CADASTRAR",
                   "botao_reservar": "CADASTRAR", "botao_reserva": "CADASTRAR"},
    "PainelLivres": {"botao_aproveitar": "PREPARAR_MINUTA", "botao_nomear": "PREPARAR_MINUTA"},
    "PainelProximos": {"botao_aproveitar": "PREPARAR_MINUTA", "botao_nomear": "PREPARAR_MINUTA"},
    "QuadroAnexos": {"anexar": "ANEXAR", "lugar": "ANEXAR", "retirar": "ANEXAR"},
    "QuadroLeitura": {"ver": "ALTERAR_REGRAS"},
    "QuadroProcessos": {"montar": "MONTAR_PROCESSO", "de_novo": "MONTAR_PROCESSO", "andamento": "MONTAR_PROCESSO",
                        "salvar": "MONTAR_PROCESSO"},
    "SecaoAcervo": {"exportar": "EXPORTAR_ACERVO"},
    "SecaoAuditoria": {"comecar": "VERIFICAR", "termo": "EMITIR_DOCUMENTO"},
    "SecaoCadastro": {"botao_novo": "CADASTRAR", "botao_editar": "CADASTRAR"},
    "SecaoCopias": {"copiar": "COPIAR", "provar": "COPIAR", "descartar": "COPIAR", "ajustar": "CONFIGURAR",
                    "cifrar": "CONFIGURAR", "restaurar": "RESTAURAR", "de_arquivo": "RESTAURAR"},
    "SecaoPapeis": {"devolver": "CONFIGURAR", "cifrar": "CONFIGURAR"},
    "SecaoParametros": {"novo": "ALTERAR_REGRAS", "retirar": "ALTERAR_REGRAS", "nova_janela": "ALTERAR_REGRAS"},
    "SecaoSeguranca": {"segunda": "CONFIGURAR", "cpf": "CONFIGURAR", "guardar": "CONFIGURAR"},
    "SecaoVerificacao": {"comecar": "VERIFICAR"},
    "TelaCalendario": {"novo": "ALTERAR_REGRAS", "revogar": "ALTERAR_REGRAS", "declarar_aqui": "ALTERAR_REGRAS"},
    "TelaCargos": {"novo": "CADASTRAR"},
    "TelaConcursos": {"novo": "CADASTRAR", "editar_esta_lista": "CADASTRAR", "nova_lista_botao": "CADASTRAR"},
    "TelaContradicoes": {"exportar": "EXPORTAR"},
    "TelaDiario": {"nova": "IMPORTAR"},
    "TelaDocumentos": {"livro": "EMITIR_DOCUMENTO"},
    "TelaEstagio": {"lote": "REGISTRAR_ATO", "papeis": "EMITIR_DOCUMENTO"},
    "TelaFicha": {"registrar": "PREPARAR_MINUTA"},
    "TelaImportacoes": {"nova": "IMPORTAR", "desfazer": "IMPORTAR"},
    "TelaLrf": {"novo": "CADASTRAR"},
    "TelaPrazos": {"exportar": "EXPORTAR"},
    "TelaPropostas": {"defesa": "CORRIGIR_ATO", "consulta": "EMITIR_DOCUMENTO", "preparar": "PREPARAR_MINUTA"},
    "TelaProvimentos": {"cerimonia": "PREPARAR_MINUTA", "nomear": "PREPARAR_MINUTA", "lote": "EMITIR_DOCUMENTO"},
    "TelaRelatorios": {"gerar": "EMITIR_DOCUMENTO", "emitir": "EMITIR_DOCUMENTO"},
    "TelaServidores": {"assentar": "PREPARAR_MINUTA", "nomear": "PREPARAR_MINUTA"},
}  # fmt: skip
"""By class and attribute of a screen or one of its parts, the permission without which a button is off."""

COMPONENTES: Final[Mapping[str, str]] = {"BotaoImportar": "IMPORTAR"}
"""Controls that are themselves one such button."""


def vedar(parte: QWidget, ctx: Contexto) -> None:
    """Turn off, in a screen or a part of one, what whoever is using the program may not do, and say why there."""
    sessao = ctx.sessao
    if sessao.papel is None:
        return  # the single user, to whom everything is allowed
    from ..servicos.permissoes import Permissao

    for widget in (parte, *parte.findChildren(QWidget)):
        classe = type(widget).__name__
        pedidos = [(getattr(widget, nome, None), pede) for nome, pede in BOTOES.get(classe, {}).items()]
        if classe in COMPONENTES:
            pedidos.append((widget, COMPONENTES[classe]))
        for botao, pede in pedidos:
            if not isinstance(botao, QWidget):
                continue
            if sessao.pode(Permissao[pede]):
                _Vedado.liberar(botao)
            else:
                _Vedado.vedar(botao, f"O seu papel ({sessao.papel}) não tem permissão para {Permissao[pede]}.")


class _Vedado(QObject):
    """Keeps a button off, whoever turns it on later, and says why in its tooltip."""

    def __init__(self, botao: QWidget, razao: str) -> None:
        super().__init__(botao)
        self.razao = razao
        self.dica = botao.toolTip()

    @classmethod
    def de(cls, botao: QWidget) -> _Vedado | None:
        """Return what keeps a button off, if anything does."""
        return next((filho for filho in botao.children() if isinstance(filho, cls)), None)

    @classmethod
    def vedar(cls, botao: QWidget, razao: str) -> None:
        """Turn a button off until somebody enters who may press it."""
        if cls.de(botao) is None:
            botao.installEventFilter(cls(botao, razao))
        botao.setEnabled(False)
        botao.setToolTip(como_dica(razao))

    @classmethod
    def liberar(cls, botao: QWidget) -> None:
        """Turn on a button that was off for who was here before."""
        vedado = cls.de(botao)
        if vedado is not None:
            botao.removeEventFilter(vedado)
            botao.setEnabled(True)
            botao.setToolTip(como_dica(vedado.dica))
            vedado.setParent(None)
            vedado.deleteLater()

    def eventFilter(self, alvo: QObject, evento: QEvent) -> bool:
        if isinstance(alvo, QWidget) and shiboken6.isValid(alvo):
            if evento.type() == QEvent.Type.EnabledChange and alvo.isEnabled():
                alvo.setEnabled(False)
            elif evento.type() == QEvent.Type.ToolTipChange and alvo.toolTip() != como_dica(self.razao):
                alvo.setToolTip(como_dica(self.razao))
        return False
