"""A change of name, or of birth date by decision: with what it rests on, and every deadline that it moves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ...estatuto.formatos.nomes import normalizar
from ...servicos.tipos import DadosPessoa
from ...servicos.tipos.emendas import EmendaRegistrada, PedidoRegistroCivil, PreviaIdentidade
from ..casa import Casa
from ..componentes.campo_data import CampoData
from ..componentes.formulario import campo_texto
from .identidade_base import DialogoIdentidade


class DialogoRegistroCivil(DialogoIdentidade):
    """The former name goes on finding the person."""

    def __init__(self, casa: Casa, pai: QWidget | None = None, *, servidor_id: int, dados: DadosPessoa) -> None:
        super().__init__(
            casa, "Mudança de nome ou de nascimento", pai, verbo="&Registrar a mudança",
            explicacao=f"{dados.nome}. O nome e o nascimento mudam por decisão ou averbação; um erro de digitação se "
            "corrige nos dados pessoais.",
            espera="Mude o nome ou o nascimento: aqui aparecem os prazos que se movem.",
            rotulo_motivo="&Fundamento",
            ajuda_motivo="Por exemplo: retificação judicial do registro, casamento, Lei de Registros Públicos.",
        )  # fmt: skip
        self._servidor_id = servidor_id
        self._dados = dados
        self.nome = campo_texto(dados.nome, limite=200, pai=self)
        self.nascimento = CampoData(self, hoje=casa.hoje)
        self.nascimento.definir(dados.nascimento)
        self.decisao = campo_texto(limite=200, pai=self)
        self.data = CampoData(self, hoje=casa.hoje)
        self.autoridade = campo_texto(limite=200, pai=self)
        form = self.formulario
        form.adicionar("nome", "&Nome", self.nome, obrigatorio=True)
        form.adicionar("nascimento", "Na&scimento", self.nascimento)
        form.adicionar("decisao", "&Processo ou assento", self.decisao, obrigatorio=True,
                       ajuda="Número do processo, ou livro, folha e termo da averbação.")  # fmt: skip
        form.adicionar("data", "&Data da decisão ou averbação", self.data, obrigatorio=True)
        form.adicionar("autoridade", "&Juízo ou cartório", self.autoridade)
        self.montar_motivo()
        self.nome.textChanged.connect(self.mudou)
        self.nascimento.textChanged.connect(self.mudou)
        self.antever()
        self.nome.setFocus()

    def _pedido(self, *, para_analise: bool) -> PedidoRegistroCivil | None:
        nome = normalizar(self.nome.text())
        nascimento = self.nascimento.data()
        muda_nome = bool(nome) and nome != self._dados.nome
        muda_nascimento = nascimento is not None and nascimento != self._dados.nascimento
        if self.nascimento.erro() or not (muda_nome or muda_nascimento):
            return None
        # What moves can be read before its papers are typed.
        provisorio = "—" if para_analise else ""
        return PedidoRegistroCivil(
            servidor_id=self._servidor_id,
            nome=nome if muda_nome else None,
            nascimento=nascimento if muda_nascimento else None,
            data=self.data.data() or self.casa.hoje(),
            decisao=normalizar(self.decisao.text()) or provisorio,
            autoridade=normalizar(self.autoridade.text()),
            fundamento=self.motivo.toPlainText().strip() or provisorio,
        )

    def frase(self, previa: PreviaIdentidade) -> str:
        # What moves is read before its papers are typed.
        return "Confira o que passa a constar e os prazos que se movem."

    def conferir(self) -> None:
        if not normalizar(self.nome.text()):
            self.formulario.erro("nome", "O nome não pode ficar em branco.")
        if not normalizar(self.decisao.text()):
            self.formulario.erro("decisao", "Informe o processo ou o assento.")
        for chave, campo in (("nascimento", self.nascimento), ("data", self.data)):
            if campo.erro():
                self.formulario.erro(chave, campo.erro())
        if not self.data.erro() and self.data.data() is None:
            self.formulario.erro("data", "Informe o dia da decisão ou da averbação.")

    def leitura(self) -> Callable[[], PreviaIdentidade] | None:
        pedido = self._pedido(para_analise=True)
        if pedido is None:
            return None
        casa = self.casa

        def ler() -> PreviaIdentidade:
            from ...servicos import registro_civil

            return registro_civil.previa_registro_civil(casa.ctx, pedido=pedido, hoje=casa.hoje())

        return ler

    def gravacao(self) -> Callable[[], EmendaRegistrada]:
        casa, pedido = self.casa, self._pedido(para_analise=False)
        assert pedido is not None

        def gravar() -> EmendaRegistrada:
            from ...servicos import registro_civil

            return registro_civil.alterar_registro_civil(casa.ctx, pedido=pedido, hoje=casa.hoje())

        return gravar
