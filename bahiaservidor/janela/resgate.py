"""What is offered when the registry does not open: its last copies, or going on without the copy it asks for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from ..estatuto.erros import ErroDominio
from .componentes.botao import TipoBotao
from .componentes.dialogo import perguntar
from .componentes.dialogo_arquivo import DialogoArquivo
from .copiador import PedidoRestauro
from .dialogos.copias_ajustes import DialogoFrase
from .erro import CaixaErro, mostrar_erro

if TYPE_CHECKING:
    from ..servicos.contexto import Contexto
    from ..servicos.copias_manifesto import Guardada
    from ..servicos.copias_restauro import Restaurado
    from .aplicacao import Programa


def resgatar(programa: Programa, erro: ErroDominio) -> None:
    """Show why the registry did not open, with what can be done about it."""
    from ..servicos.copias_migracao import ErroAntesDeMigrar
    from ..servicos.copias_restauro import ha_copias

    if isinstance(erro, ErroAntesDeMigrar):
        perguntar(
            programa.janela, "Atualizar sem copiar?", erro.mensagem, confirmar="&Atualizar sem copiar",
            ao_confirmar=partial(_sem_copia, programa), perigo=True,
        )  # fmt: skip
        return
    if ha_copias(programa.caminho):
        CaixaResgate(programa, erro).open()
        return
    mostrar_erro(erro, programa.janela)


def _sem_copia(programa: Programa) -> None:
    from ..servicos import copias_migracao

    atualizar = partial(
        copias_migracao.atualizar, programa.caminho, relogio=programa.janela.relogio, usuario="", sem_copia=True
    )
    programa.reabrir(atualizar, _nada_a_dizer, aguarde="Atualizando o registro…")


def _nada_a_dizer(_: object) -> None:
    pass


def voltar_a_copia(programa: Programa, ctx: Contexto, pedido: PedidoRestauro) -> None:
    """Exchange the open registry for a copy, and open whichever is there in the end."""

    def trocar() -> Restaurado | ErroDominio:
        from ..servicos import copias_restauro

        try:
            return copias_restauro.restaurar(ctx, guardada=pedido.guardada, frase=pedido.frase)
        except ErroDominio as erro:
            return erro  # it is said over the registry that was there, open again

    programa.reabrir(trocar, partial(_dizer, programa), aguarde="Restaurando a cópia de segurança…")


def _dizer(programa: Programa, feito: Restaurado | ErroDominio) -> None:
    if isinstance(feito, ErroDominio):
        mostrar_erro(feito, programa.janela)
        return
    onde = f" O de antes ficou em “{feito.guardado.name}”." if feito.guardado is not None else ""
    programa.janela.mensagem(f"O registro voltou à cópia.{onde}")


class CaixaResgate(CaixaErro):
    """The error, and the way to a copy."""

    def __init__(self, programa: Programa, erro: ErroDominio) -> None:
        super().__init__(erro, programa.janela)
        self._programa = programa
        self.restaurar = self.adicionar_botao(
            "&Restaurar uma cópia…", TipoBotao.SECUNDARIO, ao_clicar=self._escolher, esquerda=True
        )

    @Slot()
    def _escolher(self) -> None:
        pasta = self._programa.caminho.absolute().parent / "copias"
        dialogo = DialogoArquivo(
            self.parentWidget(), "Restaurar uma cópia", str(pasta), "Cópias (*.sqlite3 *.age);;Todos (*)"
        )
        dialogo.setFileMode(DialogoArquivo.FileMode.ExistingFile)
        dialogo.fileSelected.connect(partial(escolher_copia, self._programa))
        dialogo.finished.connect(dialogo.deleteLater)
        self.accept()
        dialogo.open()


def escolher_copia(programa: Programa, nome: str) -> None:
    """Ask whether to go back to the copy in a file, where the registry cannot be opened."""

    def ler() -> Guardada:
        from ..servicos import copias_restauro

        return copias_restauro.de_arquivo(Path(nome))

    programa.executor.ler(programa, ler, sucesso=partial(_perguntar, programa), chave="copia")


def _perguntar(programa: Programa, guardada: Guardada) -> None:
    if guardada.manifesto.cifrada:
        DialogoFrase(guardada.manifesto.arquivo, partial(_confirmar, programa, guardada), programa.janela).open()
    else:
        _confirmar(programa, guardada, "")


def _confirmar(programa: Programa, guardada: Guardada, frase: str) -> None:
    from .modelos.documentos import instante_local

    contagens = guardada.manifesto.retrato.contagens
    perguntar(
        programa.janela, "Restaurar esta cópia?",
        f"É de {instante_local(guardada.manifesto.instante)}, com {contagens.get('servidor', 0)} pessoas e "
        f"{contagens.get('ato', 0)} entradas do livro. O que foi feito depois dela não estará no registro. O arquivo "
        "que não abriu fica ao lado, com “antes-de-restaurar” no nome.",
        confirmar="&Restaurar", ao_confirmar=partial(_restaurar, programa, guardada, frase), perigo=True,
    )  # fmt: skip


def _restaurar(programa: Programa, guardada: Guardada, frase: str) -> None:
    from ..servicos import copias_restauro

    restaurar = partial(
        copias_restauro.restaurar_no_lugar, registro=programa.caminho.absolute(), guardada=guardada,
        relogio=programa.janela.relogio, usuario="", frase=frase,
    )  # fmt: skip
    programa.reabrir(restaurar, partial(_dizer, programa), aguarde="Restaurando a cópia de segurança…")
