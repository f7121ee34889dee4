"""Second page of the act dialog: the form at the left, what the law says of it at the right, live."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from ...estatuto import canonico
from ...estatuto.atos.base import DefinicaoAto, Sujeito
from ...estatuto.erros import ErroDominio
from ...estatuto.formatos import matricula
from ...estatuto.formatos.datas import formatar_data
from ...servicos.tipos import Analise, Candidato, Ficha, FichaVinculo, Lista, PedidoAto
from ..casa import Casa
from ..componentes.combo import Combo, Opcao
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.painel_lateral import Painel
from ..componentes.rolagem import rolavel
from ..tema import Tom
from .analise import PainelAnalise
from .campos import estreitar
from .cascata import SecaoCascata
from .consulta_fundamentada import ConsultaDoAto
from .descricao import guardavel
from .formulario_ato import FormularioAto
from .listas import Listas
from .pessoa import SecaoPessoa
from .secoes import SecaoInstrumento, SecaoRessalva
from .vaga_livre import SecaoVaga

ATRASO_MS = 150
_COM_MATRICULA = frozenset({"posse", "exercicio", "assentamento_inicial"})
_ESTREITA = 860
"""Below this width the analysis goes under the form."""


class PaginaAto(QWidget):
    """The form of one act about one person. ``alterado`` at each change, ``analisado`` at each verdict."""

    alterado = Signal()
    analisado = Signal(object)

    def __init__(
        self, casa: Casa, definicao: DefinicaoAto, *, ficha: Ficha | None = None, vinculo_id: int | None = None,
        pai: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(pai)
        self.casa = casa
        self.definicao = definicao
        self.ficha = ficha
        self._vinculo_id = vinculo_id
        self._listas = Listas()
        self.analise: Analise | None = None
        self.form = FormularioAto(definicao.conteudo, hoje=casa.hoje, usuario=casa.ctx.usuario)
        self.ressalva = SecaoRessalva(hoje=casa.hoje)
        self.instrumento = SecaoInstrumento(hoje=casa.hoje) if definicao.publicado else None
        abre = ficha is None and definicao.sujeito is Sujeito.NOVO_VINCULO
        self.pessoa = SecaoPessoa(casa) if abre else None
        self.painel = PainelAnalise()
        self._espera = QTimer(self)
        self._espera.setSingleShot(True)
        self._espera.setInterval(ATRASO_MS)
        coluna = self._coluna()
        self._divisor = QSplitter(Qt.Orientation.Horizontal)
        self._divisor.setChildrenCollapsible(False)
        self._divisor.addWidget(coluna)
        self._divisor.addWidget(self.painel)
        self._divisor.setStretchFactor(0, 5)
        self._divisor.setStretchFactor(1, 3)
        caixa = QVBoxLayout(self)
        caixa.setContentsMargins(0, 0, 0, 0)
        caixa.addWidget(self._divisor)
        self._ligar()
        self._ajustar_conferencia()

    # ------------------------------------------------------------ layout

    def _coluna(self) -> QScrollArea:
        dentro = QWidget()
        pilha = QVBoxLayout(dentro)
        pilha.setContentsMargins(0, 0, 8, 0)
        pilha.setSpacing(16)
        if self.pessoa is not None:
            pilha.addWidget(self.pessoa)
        self.vinculo = self._combo_vinculo()
        self.matricula = campo_texto(dica="00.000.000", limite=14)
        self._identificacao = Formulario(colunas=2)
        if self.vinculo is not None:
            self._identificacao.adicionar("vinculo", "Vínculo a que o ato se refere", self.vinculo, largo=True)
        self._pede_matricula = self.definicao.tipo in _COM_MATRICULA and self._sem_matricula()
        if self._pede_matricula:
            self._identificacao.adicionar(
                "matricula", "Matrícula", self.matricula, ajuda="Em branco se ainda não foi atribuída."
            )
        if self.vinculo is not None:
            pilha.addWidget(self._identificacao)
        pilha.addWidget(self.form)
        if self.form.campo("origem_vaga") is not None:
            self.vaga = SecaoVaga(self.casa, self.form)
            pilha.addWidget(self.vaga)
            self.analisado.connect(self.vaga.rever)
        if self.instrumento is not None:
            pilha.addWidget(self.instrumento)
        if self.vinculo is None and self._pede_matricula:
            quadro = Painel("Identificação funcional")
            quadro.corpo.addWidget(self._identificacao)
            pilha.addWidget(quadro)
        self.cascata = SecaoCascata()
        pilha.addWidget(self.cascata)
        pilha.addWidget(self.ressalva)
        pilha.addStretch(1)  # a short act keeps its fields together, at the top
        rolagem = self._rolagem = rolavel(dentro)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolagem.setMinimumWidth(320)
        return rolagem

    def _combo_vinculo(self) -> Combo | None:
        vinculos = self.ficha.vinculos if self.ficha is not None else ()
        if len(vinculos) < 2 or self.definicao.sujeito is not Sujeito.VINCULO:
            return None
        opcoes = [Opcao(valor=None, rotulo="O mais recente que admite o ato")]
        opcoes += [
            Opcao(valor=v.id, rotulo=f"Vínculo {v.numero}: {v.cargo}", detalhe=v.situacao.rotulo) for v in vinculos
        ]
        combo = Combo(opcoes)
        estreitar(combo)
        combo.definir(self._vinculo_id)
        return combo

    def _ligar(self) -> None:
        self._espera.timeout.connect(self.analisar)
        self.form.alterado.connect(self._mudou)
        self.ressalva.alterado.connect(self._mudou)
        self.painel.quer_ressalva.connect(self.abrir_ressalva)
        ConsultaDoAto(self)
        self.matricula.textChanged.connect(self._mudou)
        self.matricula.editingFinished.connect(self._rever_matricula)
        if self.instrumento is not None:
            self.instrumento.alterado.connect(self._mudou)
        if self.vinculo is not None:
            self.vinculo.currentIndexChanged.connect(self._mudou)
        if self.pessoa is not None:
            self.pessoa.alterado.connect(self._mudou)
        candidato = self.form.candidato()
        if candidato is not None:
            candidato.lista_pedida.connect(self._pediu_lista)
            candidato.procurado.connect(self._procurou_candidato)
            candidato.escolhido.connect(self._escolheu_candidato)
        cargo = self.form.campo("cargo")
        if cargo is not None:
            cargo.alterado.connect(self._escolheu_cargo)

    # ------------------------------------------------------------ what is asked for

    def servidor_id(self) -> int | None:
        """Return the person's id, or None for a new person."""
        if self.ficha is not None:
            return self.ficha.servidor_id
        return self.pessoa.servidor_id() if self.pessoa is not None else None

    def _vinculo(self) -> FichaVinculo | None:
        if self.ficha is None or self.definicao.sujeito is not Sujeito.VINCULO:
            return None
        escolhido = self.vinculo.valor() if self.vinculo is not None else self._vinculo_id
        achado = next((v for v in self.ficha.vinculos if v.id == escolhido), None)
        return achado or (self.ficha.vinculos[0] if len(self.ficha.vinculos) == 1 else None)

    def _sem_matricula(self) -> bool:
        vinculo = self._vinculo()
        return vinculo is None or vinculo.matricula is None

    def pedido(self, *, para_analise: bool = False) -> PedidoAto:
        """Return the act as it stands on the form."""
        vinculo = self._vinculo()
        pessoa = self.pessoa.dados(para_analise=para_analise) if self.pessoa is not None else None
        valores = self.form.valores()
        instrumento = None
        if self.instrumento is not None:
            autoridade = self._listas.autoridade(valores.get("autoridade"))
            publicado = valores.get(self.definicao.campo_data)
            instrumento = self.instrumento.instrumento(
                publicado_em=publicado, autoridade=autoridade.nome if autoridade is not None else ""
            )
        digitada = self.matricula.text().strip() if self._pede_matricula else ""
        return PedidoAto(
            tipo=self.definicao.tipo,
            conteudo=valores,
            servidor_id=self.servidor_id(),
            vinculo_id=vinculo.id if vinculo is not None else None,
            pessoa=pessoa,
            ressalva=self.ressalva.ressalva(),
            instrumento=instrumento,
            matricula=digitada or None,
            versao=vinculo.versao if vinculo is not None else None,
            em_seguida=self.cascata.pedidos(valores.get(self.definicao.campo_data)),
        )

    def faltas(self) -> tuple[str, ...]:
        """Return the labels of what is still empty or unreadable."""
        faltam: list[str] = []
        if self.pessoa is not None:
            faltam += self.pessoa.faltas()
        faltam += [rotulo for _, rotulo in self.form.faltas()]
        erros = set(self.form.erros())
        faltam += [d.rotulo for d in self.form.descricoes if d.nome in erros and d.rotulo not in faltam]
        if self.instrumento is not None:
            faltam += self.instrumento.erros()
        if self._erro_matricula():
            faltam.append("Matrícula")
        return tuple(dict.fromkeys(faltam))

    def focar_falta(self) -> None:
        """Give the focus to what still has to be filled."""
        if self.pessoa is not None and self.pessoa.faltas():
            self.pessoa.focar()
        else:
            self.form.focar()
        self.form.mostrar_erros()

    def alterou(self) -> bool:
        """Tell whether anything was filled in."""
        pessoa = self.pessoa is not None and self.pessoa.alterou()
        papel = self.instrumento is not None and any(v for k, v in self.instrumento.valores().items() if k != "tipo")
        return self.form.alterou() or pessoa or papel or bool(self.matricula.text().strip())

    # ------------------------------------------------------------ drafts and registers

    def valores(self) -> dict[str, Any]:
        """Return everything on the form as a draft keeps it."""
        ressalva = self.ressalva.ressalva()
        return {
            "conteudo": guardavel(self.form.valores()),
            "pessoa": self.pessoa.nova.valores() if self.pessoa is not None else None,
            "instrumento": self.instrumento.valores() if self.instrumento is not None else None,
            "ressalva": guardavel(self.ressalva.form.valores()) if ressalva else None,
            "matricula": self.matricula.text(),
        }

    def preencher(self, valores: Mapping[str, Any]) -> None:
        """Write back what a draft or a minuta holds."""
        self.form.preencher(valores.get("conteudo") or {})
        if self.pessoa is not None and valores.get("pessoa"):
            self.pessoa.nova.preencher(valores["pessoa"])
        if self.instrumento is not None and valores.get("instrumento"):
            self.instrumento.preencher(valores["instrumento"])
        self.ressalva.definir(valores.get("ressalva"))
        self.matricula.setText(str(valores.get("matricula") or ""))

    def preencher_pedido(self, pedido: PedidoAto) -> None:
        """Write back what a minuta holds."""
        self.form.preencher(pedido.conteudo)
        if self.pessoa is not None and pedido.pessoa is not None:
            dados = canonico.simples(pedido.pessoa)
            nascimento = pedido.pessoa.nascimento
            self.pessoa.nova.preencher({**dados, "nascimento": formatar_data(nascimento) if nascimento else ""})
        if self.instrumento is not None and pedido.instrumento is not None:
            self.instrumento.preencher_instrumento(pedido.instrumento)
        self.ressalva.definir(pedido.ressalva)
        self.matricula.setText(pedido.matricula or "")

    def definir_listas(self, listas: Listas) -> None:
        """Offer the registers."""
        self._listas = listas
        self.form.definir_listas(listas)

    # ------------------------------------------------------------ judging

    @Slot()
    def analisar(self) -> None:
        """Ask what the law says, off the interface's thread."""
        self._espera.stop()
        if self.definicao.sujeito is not Sujeito.NOVO_VINCULO and self.servidor_id() is None:
            self.painel.esperar("Escolha a pessoa a quem o ato se refere.")
            return
        pedido, casa = self.pedido(para_analise=True), self.casa

        def julgar() -> Analise:
            from ...servicos import provimento

            return provimento.analisar(casa.ctx, pedido=pedido, hoje=casa.hoje())

        casa.executor.ler(self, julgar, sucesso=self._julgado, falha=self._sem_juizo, chave="analise")

    def _julgado(self, analise: Analise) -> None:
        self.analise = analise
        self.cascata.definir(analise.cascata)
        self.painel.mostrar(analise, self._faltas_da(analise), self.form.por_conferir())
        self.analisado.emit(analise)

    def _faltas_da(self, analise: Analise) -> tuple[str, ...]:
        rotulos = {d.nome: d.rotulo for d in self.form.descricoes}
        outras = (rotulos[nome] for nome, _ in analise.campos_incompletos if nome in rotulos)
        return tuple(dict.fromkeys([*self.faltas(), *outras]))

    def _sem_juizo(self, erro: ErroDominio) -> None:
        self.analise = None
        self.painel.esperar(erro.mensagem)

    def _erro_matricula(self) -> str:
        if not self._pede_matricula or not self.matricula.text().strip():
            return ""
        try:
            matricula.validar(self.matricula.text())
        except ErroDominio as erro:
            return erro.mensagem
        return ""

    def _ajustar_conferencia(self) -> None:
        campo = self.form.conferencia()
        vinculo = self._vinculo()
        if campo is not None:
            sexo = self.ficha.dados.sexo if self.ficha is not None else ""
            campo.campo.definir_lista(carater=vinculo.carater if vinculo is not None else None, sexo=sexo)
            if self.ficha is not None:
                campo.campo.ler_anexos(self.casa, self.ficha.servidor_id)

    # ------------------------------------------------------------ slots

    @Slot()
    def abrir_ressalva(self) -> None:
        """Unfold the ressalva and bring it into view."""
        self.ressalva.expandir()
        # Its height is only known after the layout of this turn.
        QTimer.singleShot(0, self, self._mostrar_ressalva)

    @Slot()
    def _mostrar_ressalva(self) -> None:
        barra = self._rolagem.verticalScrollBar()
        barra.setValue(barra.maximum())

    @Slot()
    def _mudou(self, *_: object) -> None:
        self._espera.start()
        self.alterado.emit()

    @Slot()
    def _rever_matricula(self) -> None:
        erro = self._erro_matricula()
        self._identificacao.erro("matricula", erro)
        if not erro and self.matricula.text().strip():
            self.matricula.setText(matricula.formatar(self.matricula.text()))

    @Slot(int)
    def _pediu_lista(self, lista_id: int) -> None:
        casa, campo = self.casa, self.form.candidato()
        if campo is None:
            return

        def ler() -> tuple[Candidato, ...]:
            from ...servicos import cadastros

            return tuple(cadastros.candidatos(casa.ctx, lista_id=lista_id))

        casa.executor.ler(self, ler, sucesso=campo.definir_candidatos, chave="candidatos")

    @Slot(int)
    def _procurou_candidato(self, candidato_id: int) -> None:
        casa, campo, concursos = self.casa, self.form.candidato(), self._listas.concursos
        if campo is None:
            return

        def ler() -> int | None:
            from ...servicos import cadastros

            ids = (lista.id for _, lista in concursos if lista.id is not None)
            for lista_id in ids:
                if any(c.id == candidato_id for c in cadastros.candidatos(casa.ctx, lista_id=lista_id)):
                    return lista_id
            return None

        casa.executor.ler(self, ler, sucesso=campo.definir_lista, chave="lista_do_candidato")

    @Slot(object, object)
    def _escolheu_candidato(self, candidato: Candidato, lista: Lista | None) -> None:
        cargo = self.form.campo("cargo")
        if lista is not None and cargo is not None:
            cargo.definir(lista.cargo_id)
        if self.pessoa is not None and self.pessoa.e_nova.isChecked():
            self.pessoa.nova.definir(nome=candidato.nome, cpf_=candidato.cpf, nascimento=candidato.nascimento)

    @Slot()
    def _escolheu_cargo(self) -> None:
        campo, carater = self.form.campo("cargo"), self.form.campo("carater")
        cargo = self._listas.cargo(campo.valor()) if campo is not None else None
        if cargo is not None and carater is not None and carater.valor() is not cargo.natureza:
            carater.definir(cargo.natureza)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        estreita = event.size().width() < _ESTREITA
        self._divisor.setOrientation(Qt.Orientation.Vertical if estreita else Qt.Orientation.Horizontal)

    def tom(self) -> Tom:
        """Return the tone of the verdict shown."""
        return self.painel.tom
