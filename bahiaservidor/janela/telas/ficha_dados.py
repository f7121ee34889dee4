"""Tab of the personal data: a form that says at once when a number is wrong, and saves in one entry of the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos import cpf, pis, titulo_eleitor
from ...servicos.tipos import DadosPessoa, Ficha
from .. import rascunhos
from ..casa import Casa
from ..componentes.aviso import FaixaAviso
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_data import CampoData
from ..componentes.combo import Combo, Opcao
from ..componentes.formulario import Formulario, campo_texto
from ..componentes.painel_lateral import Painel
from ..componentes.texto import Papel, texto
from ..dialogos.pessoa import SEXOS
from ..operacoes import Mudanca
from ..rascunhos import RETOMADO, Guarda
from ..tema import Tom
from .ficha_aba import Aba, rolavel

UFS = (
    "AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA", "PB", "PE", "PI", "PR", "RJ",
    "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO",
)  # fmt: skip
ESTADOS_CIVIS = ("Solteiro(a)", "Casado(a)", "União estável", "Divorciado(a)", "Separado(a)", "Viúvo(a)")
ESCOLARIDADES = (
    "Fundamental", "Médio", "Técnico", "Superior", "Especialização", "Mestrado", "Doutorado",
)  # fmt: skip

_GRUPOS: tuple[tuple[str, tuple[tuple[str, str, bool], ...]], ...] = (
    ("Identificação", (
        ("nome", "Nome completo", True), ("nome_social", "Nome social", False), ("cpf", "CPF", False),
        ("nascimento", "Nascimento", False), ("sexo", "Sexo", False), ("pis", "PIS/PASEP", False),
        ("nomes_anteriores", "Nomes anteriores", True),
    )),
    ("Documentos", (
        ("rg", "Número do RG", False), ("rg_orgao", "Órgão emissor", False), ("rg_uf", "UF", False),
        ("rg_data", "Data de emissão", False), ("titulo_eleitor", "Título de eleitor", False),
    )),
    ("Origem e família", (
        ("nacionalidade", "Nacionalidade", False), ("naturalidade", "Naturalidade", False),
        ("estado_civil", "Estado civil", False), ("escolaridade", "Escolaridade", False),
        ("filiacao", "Filiação", True),
    )),
    ("Contato", (
        ("endereco", "Endereço", True), ("telefone", "Telefone", False), ("email", "E-mail", False),
    )),
)  # fmt: skip

_NUMEROS: dict[str, Callable[[str], str]] = {
    "cpf": cpf.formatar, "pis": pis.formatar, "titulo_eleitor": titulo_eleitor.formatar,
}  # fmt: skip
_ANULAVEIS = frozenset({"cpf", "pis"})


class AbaDados(Aba):
    """Saving is one button; undoing is the other; leaving with changes keeps them on the form."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__(casa, pai)
        self._lidos: DadosPessoa | None = None
        self._campos: dict[str, QLineEdit | CampoData | Combo] = {}
        self._formas: dict[str, Formulario] = {}
        self._enchendo = False
        self._guarda: Guarda | None = None
        dentro = QWidget()
        pilha = QVBoxLayout(dentro)
        pilha.setContentsMargins(0, 0, 8, 0)
        pilha.setSpacing(16)
        for titulo, campos in _GRUPOS:
            painel = Painel(titulo)
            forma = Formulario(colunas=3)
            for nome, rotulo, largo in campos:
                campo = self._criar(nome)
                self._campos[nome] = campo
                self._formas[nome] = forma
                ajuda = "Separados por ponto e vírgula." if nome == "nomes_anteriores" else ""
                forma.adicionar(nome, rotulo, campo, obrigatorio=nome == "nome", largo=largo, ajuda=ajuda)
            painel.corpo.addWidget(forma)
            pilha.addWidget(painel)
        pilha.addStretch(1)
        self.aviso = FaixaAviso()
        self.estado = texto("", Papel.SUAVE)
        self.desfazer = botao("Des&fazer", ao_clicar=self._desfazer)
        self.guardar = botao("&Guardar dados", TipoBotao.PRIMARIO, ao_clicar=self._guardar, icone="salvar")
        pe = QHBoxLayout()
        pe.setSpacing(8)
        pe.addWidget(self.estado, 1)
        pe.addWidget(self.desfazer)
        pe.addWidget(self.guardar)
        self.caixa.addWidget(rolavel(dentro), 1)
        self.caixa.addWidget(self.aviso)
        self.caixa.addLayout(pe)
        self._rever_botoes()

    def _criar(self, nome: str) -> QLineEdit | CampoData | Combo:
        campo: QLineEdit | CampoData | Combo
        if nome in ("nascimento", "rg_data"):
            campo = CampoData(hoje=self.casa.hoje)
        elif nome == "sexo":
            campo = Combo(SEXOS)
        elif nome == "rg_uf":
            campo = Combo((Opcao(valor="", rotulo="—"), *(Opcao(valor=uf, rotulo=uf) for uf in UFS)))
        elif nome in ("estado_civil", "escolaridade"):
            valores = ESTADOS_CIVIS if nome == "estado_civil" else ESCOLARIDADES
            campo = Combo((Opcao(valor="", rotulo="Não informado"), *(Opcao(valor=v, rotulo=v) for v in valores)))
        else:
            campo = campo_texto(limite=200)
        if isinstance(campo, Combo):
            campo.currentIndexChanged.connect(self._mudou)
        else:
            campo.textChanged.connect(self._mudou)
            campo.editingFinished.connect(self._conferir)
        return campo

    # ------------------------------------------------------------ showing

    def mostrar(self, ficha: Ficha) -> None:
        # What is being typed is not thrown away because something else in the file changed.
        if self.alterou() and self._lidos is not None and self._dono == ficha.servidor_id:
            return
        outra = self._dono != ficha.servidor_id
        self._dono = ficha.servidor_id
        self._encher(ficha.dados)
        if outra and not self.casa.ctx.banco.somente_leitura:
            self._acompanhar()

    def _acompanhar(self) -> None:
        """Keep what is typed from now on, and give back what was left of this person."""
        if self._guarda is None:
            self._guarda = Guarda(
                self.casa, self, chave=self._chave_do_rascunho, titulo=self._titulo_do_rascunho, alterou=self.alterou,
                mais=self._para_reabrir,
            )  # fmt: skip
        self._guarda.comecar()
        ler = partial(rascunhos.ler, self.casa, self._chave_do_rascunho())
        self.casa.executor.ler(self, ler, sucesso=self._retomar, falha=rascunhos.calar, chave="rascunho")

    def _retomar(self, conteudo: Mapping[str, Any] | None) -> None:
        if conteudo is not None and self._guarda is not None and not self.alterou():
            self._guarda.retomar(conteudo)
            self.aviso.definir(RETOMADO, Tom.INFO)

    def _chave_do_rascunho(self) -> str:
        return f"dados/{self._dono}"

    def _titulo_do_rascunho(self) -> str:
        return f"Dados pessoais de {self._lidos.nome_social or self._lidos.nome}" if self._lidos is not None else ""

    def _para_reabrir(self) -> dict[str, Any]:
        return {"especie": "dados", "servidor_id": self._dono}

    def _esquecer_rascunho(self) -> None:
        if self._guarda is not None:
            self._guarda.esquecer()
            self._guarda.comecar()

    _dono: int | None = None

    def _encher(self, dados: DadosPessoa) -> None:
        self._enchendo = True
        self._lidos = dados
        for nome, campo in self._campos.items():
            valor = getattr(dados, nome)
            if isinstance(campo, CampoData):
                campo.definir(valor)
            elif isinstance(campo, Combo):
                self._definir_combo(nome, campo, valor or "")
            elif nome == "nomes_anteriores":
                campo.setText("; ".join(valor))
            else:
                campo.setText(_mostrado(nome, valor))
                campo.setCursorPosition(0)
        self._enchendo = False
        for forma in {id(f): f for f in self._formas.values()}.values():
            forma.limpar_erros()
        self.aviso.esconder()
        self._rever_botoes()

    def _definir_combo(self, nome: str, campo: Combo, valor: str) -> None:
        """Choose a value; one that came from elsewhere and is not in our list is offered as it is."""
        campo.definir("")
        campo.definir(valor)
        if campo.valor() != valor:
            fixas = {"estado_civil": ESTADOS_CIVIS, "escolaridade": ESCOLARIDADES, "rg_uf": UFS}.get(nome, ())
            vazia = Opcao(valor="", rotulo="Não informado")
            campo.definir_opcoes((vazia, *(Opcao(valor=v, rotulo=v) for v in (*fixas, valor))))
            campo.definir(valor)

    def dados(self) -> DadosPessoa | None:
        """Return the person as the form has it; numbers as digits. None before a file was shown."""
        if self._lidos is None:
            return None
        valores: dict[str, Any] = {}
        for nome, campo in self._campos.items():
            if isinstance(campo, CampoData):
                valores[nome] = campo.data()
            elif isinstance(campo, Combo):
                valores[nome] = campo.valor() or ""
            elif nome == "nomes_anteriores":
                valores[nome] = tuple(p.strip() for p in campo.text().split(";") if p.strip())
            else:
                escrito = _gravado(nome, campo.text().strip())
                valores[nome] = (escrito or None) if nome in _ANULAVEIS else escrito
        return replace(self._lidos, **valores)

    def alterou(self) -> bool:
        """Tell whether the form differs from what is registered."""
        return self._lidos is not None and (self.dados() != self._lidos or bool(self.erros()))

    def erros(self) -> dict[str, str]:
        """Return what is wrong, by field."""
        achados: dict[str, str] = {}
        for nome, campo in self._campos.items():
            if isinstance(campo, CampoData):
                if campo.erro():
                    achados[nome] = campo.erro()
            elif isinstance(campo, QLineEdit) and nome in _NUMEROS and campo.text().strip():
                try:
                    _NUMEROS[nome](campo.text())
                except ErroDominio as erro:
                    achados[nome] = erro.mensagem
        nome_completo = self._campos["nome"]
        if isinstance(nome_completo, QLineEdit) and not nome_completo.text().strip():
            achados["nome"] = "O nome não pode ficar em branco."
        return achados

    def pode_sair(self) -> bool:
        """Tell whether nothing would be lost."""
        return not self.alterou()

    def _rever_botoes(self) -> None:
        alterou = self.alterou()
        self.guardar.setEnabled(alterou)
        self.desfazer.setEnabled(alterou)
        self.estado.setText("Há mudanças por guardar." if alterou else "")

    # ------------------------------------------------------------ slots

    @Slot()
    def _mudou(self, *_: object) -> None:
        if not self._enchendo:
            self._rever_botoes()

    @Slot()
    def _conferir(self) -> None:
        erros = self.erros()
        for nome, forma in self._formas.items():
            campo = self._campos[nome]
            if nome in erros or bool(campo.property("erro")):
                forma.erro(nome, erros.get(nome, ""))
            if nome in _NUMEROS and nome not in erros and isinstance(campo, QLineEdit) and campo.text().strip():
                campo.setText(_NUMEROS[nome](campo.text()))

    @Slot()
    def _desfazer(self) -> None:
        if self._lidos is not None:
            self._encher(self._lidos)
            self._esquecer_rascunho()

    @Slot()
    def _guardar(self) -> None:
        self._conferir()
        if erros := self.erros():
            self.aviso.definir("Há campos por corrigir. Nada foi guardado.", Tom.ATENCAO)
            self._campos[next(iter(erros))].setFocus()
            return
        casa, dados, ficha = self.casa, self.dados(), self.ficha
        if dados is None or ficha is None:
            return
        servidor_id = ficha.servidor_id

        def gravar() -> DadosPessoa:
            from ...servicos import pessoas

            pessoas.atualizar_pessoa(casa.ctx, servidor_id=servidor_id, dados=dados)
            return pessoas.pessoa(casa.ctx, servidor_id=servidor_id)

        self.guardar.setEnabled(False)
        casa.executor.gravar(
            self, gravar, sucesso=self._guardou, falha=self._falhou, aguarde="Guardando os dados",
            mudou=Mudanca(servidores=frozenset({servidor_id}), prazos=True, cadastros=frozenset({"pessoas"})),
        )  # fmt: skip

    def _guardou(self, dados: DadosPessoa) -> None:
        self._encher(dados)
        self._esquecer_rascunho()
        self.casa.mensagem("Dados pessoais guardados.")

    def _falhou(self, erro: ErroDominio) -> None:
        self._rever_botoes()
        self.aviso.mostrar_erro(erro)


def _mostrado(nome: str, valor: str | None) -> str:
    """Return a number as it is written on paper; one that is wrong is shown as it is."""
    if not valor or nome not in _NUMEROS:
        return valor or ""
    try:
        return _NUMEROS[nome](valor)
    except ErroDominio:
        return valor


_COMPACTAR: dict[str, Callable[[str], str]] = {
    "cpf": cpf.compactar, "pis": pis.compactar, "titulo_eleitor": titulo_eleitor.compactar,
}  # fmt: skip


def _gravado(nome: str, escrito: str) -> str:
    return _COMPACTAR[nome](escrito) if nome in _COMPACTAR else escrito
