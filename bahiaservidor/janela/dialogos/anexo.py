"""What is said of a file received: its place in the process, a description; and why it is taken out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from ...servicos.tipos.anexos import Anexo
from ..casa import Casa
from ..componentes.combo import Opcao
from ..operacoes import Mudanca
from .cadastros_base import DialogoCadastro


class DialogoAnexo(DialogoCadastro[tuple[str, str, date | None]]):
    """Place, description and date of a file."""

    def __init__(self, casa: Casa, pai: QWidget | None, *, anexo: Anexo) -> None:
        super().__init__(casa, "Lugar do anexo no processo", pai, explicacao=f"Arquivo: {anexo.nome}", largura=620)
        from ...servicos.processos_ordem import lugares

        self._anexo = anexo
        opcoes = [Opcao(valor=chave, rotulo=rotulo) for chave, rotulo in lugares().items()]
        self.peca = self.busca("peca", "&Lugar no processo", opcoes, anexo.peca, obrigatorio=True, largo=True)
        self.descricao = self.texto(
            "descricao", "&Descrição", anexo.descricao, largo=True, limite=200,
            ajuda="Aparece no índice; em branco, aparece o lugar.",
        )  # fmt: skip
        self.do_documento = self.data("data", "Da&ta do documento", anexo.data)

    def construir(self) -> tuple[str, str, date | None]:
        return self.valor("peca"), self.valor("descricao"), self.valor("data")

    def gravacao(self, valor: tuple[str, str, date | None]) -> Callable[[], object]:
        casa, anexo_id = self.casa, self._anexo.id

        def gravar() -> object:
            from ...servicos import anexos

            return anexos.mudar(casa.ctx, anexo_id=anexo_id, peca=valor[0], descricao=valor[1], data=valor[2])

        return gravar

    def mudanca(self, valor: tuple[str, str, date | None]) -> Mudanca:
        return Mudanca(documentos=True)

    def dizer(self, valor: tuple[str, str, date | None]) -> str:
        return "Anexo atualizado."


class DialogoRetirar(DialogoCadastro[str]):
    """Why a file no longer counts; its bytes stay."""

    def __init__(self, casa: Casa, pai: QWidget | None, *, anexo: Anexo) -> None:
        super().__init__(
            casa, "Retirar o anexo", pai, acao="&Retirar", perigo=True, largura=560,
            explicacao=f"“{anexo.nome}” sai da lista e dos próximos processos. O arquivo e o motivo continuam "
            "guardados; os processos já montados não mudam.",
        )  # fmt: skip
        self._anexo = anexo
        self.motivo = self.texto_longo("motivo", "&Motivo", obrigatorio=True)

    def construir(self) -> str:
        return str(self.valor("motivo"))

    def gravacao(self, valor: str) -> Callable[[], object]:
        casa, anexo_id = self.casa, self._anexo.id

        def gravar() -> object:
            from ...servicos import anexos

            anexos.retirar(casa.ctx, anexo_id=anexo_id, razao=valor)
            return None

        return gravar

    def mudanca(self, valor: str) -> Mudanca:
        return Mudanca(documentos=True)

    def dizer(self, valor: str) -> str:
        return "Anexo retirado; continua guardado com o motivo."
