"""Completing where the Diário Oficial published the paper of an act."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.erros import ErroDominio
from ...servicos.tipos.contradicoes import Contradicao, Publicacao
from ..casa import Casa
from ..componentes.botao import TipoBotao
from ..componentes.campo_data import CampoData
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario, campo_texto
from ..operacoes import Mudanca


class DialogoPublicacao(Dialogo):
    """Asks edition, day and page; what is known comes filled in."""

    def __init__(self, casa: Casa, contradicao: Contradicao, pai: QWidget | None = None) -> None:
        super().__init__(
            "Completar a publicação", pai,
            explicacao=f"{contradicao.o_que} O que for informado vale para todos os atos do mesmo instrumento.",
        )  # fmt: skip
        self._casa = casa
        self._contradicao = contradicao
        self.edicao = campo_texto(limite=30)
        self.data = CampoData(hoje=casa.hoje)
        self.pagina = campo_texto(limite=30)
        self._form = Formulario()
        self._form.adicionar("edicao", "&Edição do Diário Oficial", self.edicao, obrigatorio=True)
        self._form.adicionar("data", "&Data do Diário Oficial", self.data, obrigatorio=True)
        self._form.adicionar("pagina", "Pá&gina", self.pagina)
        self.corpo.addWidget(self._form)
        self.adicionar_botao("&Cancelar")
        self.salvar = self.adicionar_botao("&Salvar", TipoBotao.PRIMARIO, ao_clicar=self._salvar, padrao=True)
        self.edicao.setFocus()
        ler = partial(_ler, casa, contradicao.atos[0].ato_id)
        casa.executor.ler(self, ler, sucesso=self._mostrar, falha=self.aviso.mostrar_erro)

    def _mostrar(self, papel: Publicacao) -> None:
        self.edicao.setText(papel.edicao)
        self.pagina.setText(papel.pagina)
        if papel.data is not None:
            self.data.definir(papel.data)

    @Slot()
    def _salvar(self) -> None:
        self._form.limpar_erros()
        dia, edicao = self.data.data(), self.edicao.text().strip()
        if not edicao:
            self._form.erro("edicao", "Informe a edição.")
        if dia is None:
            self._form.erro("data", self.data.erro() or "Informe a data.")
        if not edicao or dia is None:
            self._form.focar_erro()
            return
        casa, ato_id, pagina = self._casa, self._contradicao.atos[0].ato_id, self.pagina.text()

        def gravar() -> None:
            from ...servicos import contradicoes_publicacao

            contradicoes_publicacao.completar_publicacao(
                casa.ctx, ato_id=ato_id, edicao=edicao, data=dia, pagina=pagina, hoje=casa.hoje()
            )

        self.salvar.setEnabled(False)
        servidor = self._contradicao.servidor_id
        mudou = Mudanca(
            servidores=frozenset({servidor} if servidor is not None else ()), cadastros=frozenset({"contradicoes"})
        )
        casa.executor.gravar(self, gravar, sucesso=self._salvou, falha=self._falhou, mudou=mudou)

    def _salvou(self, _: None) -> None:
        self._casa.mensagem("Publicação completada.")
        self.accept()

    def _falhou(self, erro: ErroDominio) -> None:
        self.salvar.setEnabled(True)
        self.aviso.mostrar_erro(erro)


def _ler(casa: Casa, ato_id: int) -> Publicacao:
    from ...servicos import contradicoes_publicacao

    return contradicoes_publicacao.publicacao_do_ato(casa.ctx, ato_id=ato_id)
