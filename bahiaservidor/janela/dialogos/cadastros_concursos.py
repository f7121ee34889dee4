"""Concursos, lists, candidates and withdrawals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ...estatuto.atos.base import SituacaoConcurso
from ...estatuto.atos.nomeacao import validade
from ...estatuto.formatos.datas import formatar_data
from ...estatuto.tipos import FimDeMes
from ...servicos import cadastros
from ...servicos.tipos import Candidato, Cargo, Concurso, Lista, Orgao
from ..casa import Casa
from ..componentes.combo import Opcao
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, reestilizar, texto
from ..modelos.base import ModeloLista
from ..modelos.candidatos import LinhaLida, ler_candidatos
from ..modelos.concursos import COLUNAS_LINHAS_LIDAS
from ..operacoes import Mudanca
from ..tema import Tom
from .cadastros_base import DialogoCadastro
from .cadastros_orgaos import opcoes_de_orgaos

MODALIDADES = ("Ampla concorrência", "Pessoas com deficiência", "Pessoas negras")


class DialogoConcurso(DialogoCadastro[Concurso]):
    """A concurso: homologação, validity, its one extension."""

    def __init__(
        self, casa: Casa, concurso: Concurso | None = None, *, orgaos: Sequence[Orgao] = (),
        pai: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(casa, "Editar concurso" if concurso else "Novo concurso", pai)
        self._original = concurso
        self.texto("edital", "&Edital", concurso.edital if concurso else "", obrigatorio=True, largo=True,
                   dica="SAEB/02/2026")  # fmt: skip
        self.busca("orgao", "Ór&gão", opcoes_de_orgaos(orgaos), concurso.orgao_id if concurso else None, largo=True)
        self.homologacao = self.data(
            "homologacao", "&Homologação publicada em", concurso.homologacao if concurso else None, obrigatorio=True
        )
        self.meses = self.inteiro(
            "validade", "&Validade (meses)", concurso.validade_meses if concurso else 24, de=1, ate=24,
            ajuda="Até 24 (art. 14).",
        )  # fmt: skip
        self.prorrogacao = self.data(
            "prorrogacao", "&Prorrogação publicada em", concurso.prorrogacao if concurso else None,
            ajuda="Uma só vez, por igual prazo, por ato publicado dentro da validade (art. 14).",
        )  # fmt: skip
        self.texto(
            "autorizacao", "&Autorização", concurso.autorizacao if concurso else "", dica="Processo ou despacho",
            ajuda="Ato que autorizou o concurso (art. 13).",
        )  # fmt: skip
        self.texto(
            "orgao_central", "Órgão cen&tral", concurso.orgao_central if concurso else "", largo=True,
            ajuda="Quem organizou o concurso (art. 15).",
        )  # fmt: skip
        self._validade = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.corpo.addWidget(self._validade)
        for sinal in (self.homologacao.alterada, self.prorrogacao.alterada, self.meses.valueChanged):
            sinal.connect(self._mostrar_validade)
        self._mostrar_validade()

    def _fim(self, *, prorrogado: bool) -> str:
        homologacao = self.homologacao.data()
        if homologacao is None:
            return ""
        situacao = SituacaoConcurso(
            nome="", homologacao=homologacao, validade_meses=self.meses.value(),
            prorrogacao=self.prorrogacao.data() if prorrogado else None,
        )  # fmt: skip
        return formatar_data(validade(situacao, FimDeMes.DIA_SEGUINTE))

    @Slot()
    def _mostrar_validade(self) -> None:
        fim, primeiro = self._fim(prorrogado=True), self._fim(prorrogado=False)
        if not fim:
            self._validade.setText("")
        elif self.prorrogacao.data() is not None and fim == primeiro:
            self._validade.setText(f"A prorrogação está fora da validade e não conta: o concurso vale até {primeiro}.")
        else:
            self._validade.setText(f"Vale até {fim}, último dia incluído.")

    def frase_da_validade(self) -> str:
        """Return what is said of the validity."""
        return self._validade.text()

    def verificar(self) -> None:
        self.ordem_das_datas("homologacao", "prorrogacao", "A prorrogação é anterior à homologação.")

    def construir(self) -> Concurso:
        return Concurso(
            id=self._original.id if self._original else None, edital=self.valor("edital"),
            orgao_id=self.valor("orgao"), homologacao=self.valor("homologacao"),
            validade_meses=self.valor("validade"), prorrogacao=self.valor("prorrogacao"),
            autorizacao=self.valor("autorizacao"), orgao_central=self.valor("orgao_central"),
        )  # fmt: skip

    def gravacao(self, valor: Concurso) -> Callable[[], object]:
        ctx = self.casa.ctx
        return lambda: cadastros.salvar_concurso(ctx, concurso=valor)

    def mudanca(self, valor: Concurso) -> Mudanca:
        return Mudanca(cadastros=frozenset({"concursos"}))

    def dizer(self, valor: Concurso) -> str:
        return f"Concurso salvo: {valor.edital}."


class DialogoLista(DialogoCadastro[Lista]):
    """A list: each is named in its own order (art. 12)."""

    def __init__(
        self, casa: Casa, concurso: Concurso, lista: Lista | None = None, *, cargos: Sequence[Cargo],
        pai: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            casa, "Editar lista" if lista else "Nova lista", pai,
            explicacao="A ordem de classificação vale dentro de cada lista: cargo, especialidade, polo e modalidade "
            "(art. 12).",
        )  # fmt: skip
        if concurso.id is None:
            raise ValueError("concurso sem id")
        self._concurso_id = concurso.id
        self._original = lista
        opcoes = [Opcao(valor=c.id, rotulo=c.nome, detalhe=c.especialidade or c.grupo) for c in cargos]
        self.busca("cargo", "Ca&rgo", opcoes, lista.cargo_id if lista else None, obrigatorio=True, largo=True)
        self.texto("especialidade", "&Especialidade", lista.especialidade if lista else "")
        self.texto("polo", "&Polo", lista.polo if lista else "", dica="Território ou município")
        self.texto(
            "modalidade", "&Modalidade", lista.modalidade if lista else MODALIDADES[0], obrigatorio=True, largo=True,
            sugestoes=MODALIDADES,
        )  # fmt: skip

    def construir(self) -> Lista:
        return Lista(
            id=self._original.id if self._original else None, concurso_id=self._concurso_id,
            cargo_id=self.valor("cargo"), especialidade=self.valor("especialidade"), polo=self.valor("polo"),
            modalidade=self.valor("modalidade"),
        )  # fmt: skip

    def gravacao(self, valor: Lista) -> Callable[[], object]:
        ctx = self.casa.ctx
        return lambda: cadastros.salvar_lista(ctx, lista=valor)

    def mudanca(self, valor: Lista) -> Mudanca:
        return Mudanca(cadastros=frozenset({"concursos"}))

    def dizer(self, valor: Lista) -> str:
        return "Lista salva. Inclua agora os candidatos, na ordem de classificação."


class DialogoCandidatos(DialogoCadastro[tuple[Candidato, ...]]):
    """Candidates typed or pasted, one a line; each line says at once what was read or why it was not."""

    def __init__(
        self, casa: Casa, lista: Lista, *, existentes: Sequence[Candidato] = (), pai: QWidget | None = None
    ) -> None:
        super().__init__(
            casa, "Incluir candidatos", pai, largura=860, acao="&Incluir",
            explicacao="Cole da planilha ou digite, um por linha: classificação; nome; CPF; nascimento. "
            "CPF e nascimento podem faltar.",
        )  # fmt: skip
        if lista.id is None:
            raise ValueError("lista sem id")
        self._lista_id = lista.id
        self._existentes = tuple(existentes)
        self._lidas: tuple[LinhaLida, ...] = ()
        self.campo = QPlainTextEdit(self)
        self.campo.setTabChangesFocus(True)
        self.campo.setPlaceholderText("1;Ana Souza Prado;529.982.247-25;14/03/1994\n2;João Ribeiro Lima")
        self.campo.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.campo.setMinimumHeight(130)
        self.formulario.adicionar("linhas", "C&andidatos", self.campo, obrigatorio=True, largo=True)
        self.modelo: ModeloLista[LinhaLida] = ModeloLista(COLUNAS_LINHAS_LIDAS, (), self)
        self.tabela = Tabela(pai=self)
        self.tabela.setAccessibleName("O que foi lido de cada linha")
        self.tabela.definir_modelo(self.modelo)
        self.tabela.setMinimumHeight(190)
        self.resumo = texto("", Papel.SUAVE, quebra=True, pai=self)
        self.corpo.addWidget(self.tabela, 1)
        self.corpo.addWidget(self.resumo)
        self.confirmar.setDefault(False)
        self.confirmar.setAutoDefault(False)
        self._espera = QTimer(self)
        self._espera.setSingleShot(True)
        self._espera.setInterval(150)
        self._espera.timeout.connect(self.reler)
        self.campo.textChanged.connect(self._espera.start)
        self.reler()
        self.campo.setFocus()

    @Slot()
    def reler(self) -> None:
        """Read the text again and show what each line gives."""
        self._espera.stop()
        self._lidas = ler_candidatos(self.campo.toPlainText(), lista_id=self._lista_id, existentes=self._existentes)
        self.modelo.definir(self._lidas)
        erros = sum(1 for linha in self._lidas if linha.erro)
        bons = len(self._lidas) - erros
        self.tabela.setVisible(bool(self._lidas))
        if not self._lidas:
            dito = ""
        elif erros:
            quantas = "1 linha precisa" if erros == 1 else f"{erros} linhas precisam"
            lidos = "1 lida" if bons == 1 else f"{bons} lidas"
            dito = f"{quantas} de correção e {lidos} sem erro. Nada entra enquanto houver erro."
        else:
            dito = "1 candidato pronto para incluir." if bons == 1 else f"{bons} candidatos prontos para incluir."
        self.resumo.setText(dito)
        self.resumo.setProperty("tom", str(Tom.PERIGO) if erros else "")
        reestilizar(self.resumo)
        self.confirmar.setText("&Incluir" if bons == 0 else f"&Incluir {bons}")
        self.confirmar.setEnabled(bool(bons) and not erros)

    def lidas(self) -> tuple[LinhaLida, ...]:
        """Return the lines as read."""
        return self._lidas

    def construir(self) -> tuple[Candidato, ...]:
        self.reler()
        return tuple(linha.candidato for linha in self._lidas if linha.candidato is not None)

    def gravacao(self, valor: tuple[Candidato, ...]) -> Callable[[], object]:
        ctx, lista_id = self.casa.ctx, self._lista_id
        return lambda: cadastros.salvar_candidatos(ctx, lista_id=lista_id, candidatos=valor)

    def mudanca(self, valor: tuple[Candidato, ...]) -> Mudanca:
        return Mudanca(cadastros=frozenset({"concursos"}))

    def dizer(self, valor: tuple[Candidato, ...]) -> str:
        return "1 candidato incluído." if len(valor) == 1 else f"{len(valor)} candidatos incluídos."


class DialogoDesistencia(DialogoCadastro[str]):
    """A candidate gives up: the order moves on to the next."""

    def __init__(self, casa: Casa, candidato: Candidato, *, pai: QWidget | None = None) -> None:
        super().__init__(
            casa, "Registrar desistência", pai, largura=520, colunas=1, acao="&Registrar desistência", perigo=True,
            explicacao=f"{candidato.classificacao}º — {candidato.nome}. A nomeação passa ao seguinte da lista; "
            "a desistência fica no registro, com o fundamento.",
        )  # fmt: skip
        if candidato.id is None:
            raise ValueError("candidato sem id")
        self._candidato = candidato
        self._id = candidato.id
        self.texto_longo(
            "fundamento", "&Fundamento", obrigatorio=True, dica="Termo de desistência de 12/11/2026, processo SEI …"
        )

    def construir(self) -> str:
        return str(self.valor("fundamento"))

    def gravacao(self, valor: str) -> Callable[[], object]:
        ctx, candidato_id = self.casa.ctx, self._id
        return lambda: cadastros.registrar_desistencia(ctx, candidato_id=candidato_id, fundamento=valor)

    def mudanca(self, valor: str) -> Mudanca:
        return Mudanca(cadastros=frozenset({"concursos"}))

    def dizer(self, valor: str) -> str:
        return f"Desistência de {self._candidato.nome} registrada."
