"""What is offered when the registry does not open: its last copies, or going on without the copy it asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ..estatuto.erros import ErroDominio
from ..relogio import Relogio
from .casa import Mensagem
from .componentes.botao import TipoBotao
from .componentes.dialogo import perguntar
from .componentes.dialogo_arquivo import DialogoArquivo
from .copias_pedidos import PedidoRestauro
from .dialogos.copias_ajustes import DialogoFrase
from .erro import CaixaErro, mostrar_erro
from .operacoes import Executor

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto
    from ..servicos.copias_manifesto import Guardada
    from ..servicos.copias_restauro import Restaurado


class Reabrir(Protocol):
    """Does something to the registry while nobody uses it, opens it, and then says what came of that."""

    def __call__(self, antes: Callable[[], Any], depois: Callable[[Any], object], *, aguarde: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Oficina:
    """Where a registry is worked on while it is closed: over which window, and how it is opened again."""

    janela: QWidget
    executor: Executor
    relogio: Relogio
    caminho: Path
    mensagem: Mensagem
    reabrir: Reabrir


def resgatar(oficina: Oficina, erro: ErroDominio) -> None:
    """Show why the registry did not open, with what can be done about it."""
    from ..servicos.copias_migracao import ErroAntesDeMigrar
    from ..servicos.copias_restauro import ha_copias

    if isinstance(erro, ErroAntesDeMigrar):
        perguntar(
            oficina.janela, "Atualizar sem copiar?", erro.mensagem, confirmar="&Atualizar sem copiar",
            ao_confirmar=partial(_sem_copia, oficina), perigo=True,
        )  # fmt: skip
        return
    if ha_copias(oficina.caminho):
        CaixaResgate(oficina, erro).open()
        return
    mostrar_erro(erro, oficina.janela)


def _sem_copia(oficina: Oficina) -> None:
    from ..servicos import abertura

    atualizar = partial(abertura.atualizar, oficina.caminho, relogio=oficina.relogio, usuario="", sem_copia=True)
    oficina.reabrir(atualizar, _nada_a_dizer, aguarde="Atualizando o registro…")


def _nada_a_dizer(_: object) -> None:
    pass


def voltar_a_copia(oficina: Oficina, ctx: Contexto, pedido: PedidoRestauro) -> None:
    """Exchange the open registry for a copy, and open whichever is there in the end."""

    def trocar() -> Restaurado | ErroDominio:
        from ..servicos import copias_restauro

        try:
            return copias_restauro.restaurar(ctx, guardada=pedido.guardada, frase=pedido.frase)
        except ErroDominio as erro:
            return erro  # it is said over the registry that was there, open again

    oficina.reabrir(trocar, partial(_dizer, oficina), aguarde="Restaurando a cópia de segurança…")


def _dizer(oficina: Oficina, feito: Restaurado | ErroDominio) -> None:
    if isinstance(feito, ErroDominio):
        mostrar_erro(feito, oficina.janela)
        return
    onde = f" O de antes ficou em “{feito.guardado.name}”." if feito.guardado is not None else ""
    oficina.mensagem(f"O registro voltou à cópia.{onde}")


class CaixaResgate(CaixaErro):
    """The error, and the way to a copy."""

    def __init__(self, oficina: Oficina, erro: ErroDominio) -> None:
        super().__init__(erro, oficina.janela)
        self._oficina = oficina
        self.restaurar = self.adicionar_botao(
            "&Restaurar uma cópia…", TipoBotao.SECUNDARIO, ao_clicar=self._escolher, esquerda=True
        )

    @Slot()
    def _escolher(self) -> None:
        pasta = self._oficina.caminho.absolute().parent / "copias"
        dialogo = DialogoArquivo(
            self.parentWidget(), "Restaurar uma cópia", str(pasta), "Cópias (*.sqlite3 *.age);;Todos (*)"
        )
        dialogo.setFileMode(DialogoArquivo.FileMode.ExistingFile)
        dialogo.fileSelected.connect(partial(escolher_copia, self._oficina))
        dialogo.finished.connect(dialogo.deleteLater)
        self.accept()
        dialogo.open()


def escolher_copia(oficina: Oficina, nome: str) -> None:
    """Ask whether to go back to the copy in a file, where the registry cannot be opened."""

    def ler() -> Guardada:
        from ..servicos import copias_restauro

        return copias_restauro.de_arquivo(Path(nome))

    oficina.executor.ler(oficina.janela, ler, sucesso=partial(_perguntar, oficina), chave="copia")


def _perguntar(oficina: Oficina, guardada: Guardada) -> None:
    if guardada.manifesto.cifrada:
        DialogoFrase(guardada.manifesto.arquivo, partial(_confirmar, oficina, guardada), oficina.janela).open()
    else:
        _confirmar(oficina, guardada, "")


def _confirmar(oficina: Oficina, guardada: Guardada, frase: str) -> None:
    from .modelos.documentos import instante_local

    contagens = guardada.manifesto.retrato.contagens
    perguntar(
        oficina.janela, "Restaurar esta cópia?",
        f"É de {instante_local(guardada.manifesto.instante)}, com {contagens.get('servidor', 0)} pessoas e "
        f"{contagens.get('ato', 0)} entradas do livro. O que foi feito depois dela não estará no registro. O arquivo "
        "que não abriu fica ao lado, com “antes-de-restaurar” no nome.",
        confirmar="&Restaurar", ao_confirmar=partial(_restaurar, oficina, guardada, frase), perigo=True,
    )  # fmt: skip


def _restaurar(oficina: Oficina, guardada: Guardada, frase: str) -> None:
    from ..servicos import copias_restauro

    restaurar = partial(
        copias_restauro.restaurar_no_lugar, registro=oficina.caminho.absolute(), guardada=guardada,
        relogio=oficina.relogio, usuario="", frase=frase,
    )  # fmt: skip
    oficina.reabrir(restaurar, partial(_dizer, oficina), aguarde="Restaurando a cópia de segurança…")
