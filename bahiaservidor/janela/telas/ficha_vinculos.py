"""Tab of the vínculos: one card each, and the matrícula that is still to be given."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos import matricula
from ...servicos.tipos import Ficha, FichaVinculo
from ..casa import Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.dialogo import Dialogo
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.painel_lateral import Painel
from ..componentes.selo import Selo
from ..componentes.texto import Papel, texto
from ..componentes.vazio import EstadoVazio
from ..dialogos.mover import DialogoMoverVinculo
from ..modelos.prazos import data_ou_traco
from ..operacoes import Mudanca
from ..tons import tom_da_situacao
from .ficha_aba import Aba, esvaziar, rolavel


class AbaVinculos(Aba):
    """The latest vínculo first."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        dentro = QWidget()
        self._lista = QVBoxLayout(dentro)
        self._lista.setContentsMargins(0, 0, 8, 0)
        self._lista.setSpacing(12)
        self._lista.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.caixa.addWidget(rolavel(dentro), 1)

    def mostrar(self, ficha: Ficha) -> None:
        esvaziar(self._lista)
        for vinculo in reversed(ficha.vinculos):
            self._lista.addWidget(CartaoVinculo(self.casa, ficha, vinculo))
        if not ficha.vinculos:
            self._lista.addWidget(EstadoVazio("Nenhum vínculo", "Registre uma nomeação ou um assentamento inicial."))


class CartaoVinculo(Painel):
    """One vínculo: state, place, and the dates of its life."""

    def __init__(self, casa: Casa, ficha: Ficha, vinculo: FichaVinculo, pai: QWidget | None = None) -> None:
        super().__init__(f"{vinculo.numero}. {vinculo.cargo}", pai)
        self._casa = casa
        self._ficha = ficha
        self._servidor_id = ficha.servidor_id
        self._vinculo = vinculo
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.cabecalho.addWidget(Selo(vinculo.situacao.rotulo, tom_da_situacao(vinculo.situacao)))
        grade = QGridLayout()
        grade.setHorizontalSpacing(24)
        grade.setVerticalSpacing(10)
        numero = matricula.formatar(vinculo.matricula) if vinculo.matricula else "Ainda não atribuída"
        pares = [
            ("Matrícula", numero), ("Caráter", vinculo.carater.rotulo), ("Unidade", vinculo.unidade or "—"),
            ("Órgão", vinculo.orgao or "—"), ("Nomeação", data_ou_traco(vinculo.nomeacao)),
            ("Posse", data_ou_traco(vinculo.posse)),
            ("Exercício", data_ou_traco(vinculo.exercicio)), ("Estável desde", data_ou_traco(vinculo.estavel_desde)),
            ("Fim", data_ou_traco(vinculo.fim)),
        ]  # fmt: skip
        for indice, (nome, valor) in enumerate(pares):
            linha, coluna = divmod(indice, 3)
            celula = QVBoxLayout()
            celula.setSpacing(0)
            celula.addWidget(texto(nome, Papel.LEGENDA))
            celula.addWidget(texto(valor, Papel.CORPO, quebra=True, selecionavel=True))
            celula.setAlignment(Qt.AlignmentFlag.AlignTop)
            grade.addLayout(celula, linha, coluna)
            grade.setColumnStretch(coluna, 1)
        self.corpo.addLayout(grade)
        for nome, valor in vinculo.funcional:
            linha_funcional = QVBoxLayout()
            linha_funcional.setSpacing(0)
            linha_funcional.addWidget(texto(nome, Papel.LEGENDA))
            linha_funcional.addWidget(texto(valor, Papel.CORPO, quebra=True, selecionavel=True))
            self.corpo.addLayout(linha_funcional)
        acoes = QHBoxLayout()
        acoes.setSpacing(8)
        if vinculo.matricula is None and vinculo.posse is not None:
            acoes.addWidget(botao("Atribuir matrícula…", ao_clicar=self._atribuir))
        acoes.addWidget(botao("Registrar ato neste vínculo…", TipoBotao.DISCRETO, ao_clicar=self._registrar))
        if not casa.ctx.banco.somente_leitura:
            acoes.addWidget(botao("Passar a outra pessoa…", TipoBotao.DISCRETO, ao_clicar=self._passar))
        acoes.addStretch(1)
        self.corpo.addLayout(acoes)

    @Slot()
    def _atribuir(self) -> None:
        DialogoMatricula(self._casa, self._servidor_id, self._vinculo, self.window()).open()

    @Slot()
    def _passar(self) -> None:
        DialogoMoverVinculo(self._casa, self.window(), ficha=self._ficha, vinculo=self._vinculo).open()

    @Slot()
    def _registrar(self) -> None:
        self._casa.abrir_ato(servidor_id=self._servidor_id, vinculo_id=self._vinculo.id)


class DialogoMatricula(Dialogo):
    """Asks for the matrícula of a vínculo."""

    def __init__(self, casa: Casa, servidor_id: int, vinculo: FichaVinculo, pai: QWidget | None = None) -> None:
        super().__init__(
            "Atribuir matrícula", pai, explicacao=f"{vinculo.cargo}. A matrícula tem 8 números e não se repete."
        )
        self._casa = casa
        self._servidor_id = servidor_id
        self._vinculo_id = vinculo.id
        self.campo = campo_texto(dica="00.000.000", limite=14)
        self._form = Formulario()
        self._form.adicionar("matricula", "&Matrícula", self.campo, obrigatorio=True)
        self.corpo.addWidget(self._form)
        self.adicionar_botao("&Cancelar")
        self.guardar = self.adicionar_botao("&Guardar", TipoBotao.PRIMARIO, ao_clicar=self._guardar, padrao=True)

    @Slot()
    def _guardar(self) -> None:
        casa, vinculo_id, digitada = self._casa, self._vinculo_id, self.campo.text()
        try:
            matricula.validar(digitada)
        except ErroDominio as erro:
            self._form.erro("matricula", erro.mensagem)
            self.campo.setFocus()
            return
        self._form.erro("matricula", "")

        def gravar() -> None:
            from ...servicos import pessoas

            pessoas.atribuir_matricula(casa.ctx, vinculo_id=vinculo_id, matricula=digitada)

        self.guardar.setEnabled(False)
        casa.executor.gravar(
            self, gravar, sucesso=self._guardou, falha=self._falhou,
            mudou=Mudanca(servidores=frozenset({self._servidor_id}), vinculos=frozenset({vinculo_id})),
        )  # fmt: skip

    def _guardou(self, _: None) -> None:
        self._casa.mensagem(f"Matrícula {matricula.formatar(self.campo.text())} atribuída.")
        self.accept()

    def _falhou(self, erro: ErroDominio) -> None:
        self.guardar.setEnabled(True)
        self.aviso.mostrar_erro(erro)
