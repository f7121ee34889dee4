"""People in a spreadsheet: who each row is about, created or completed.

Somebody already registered is found by CPF, then by PIS; a name alone never decides, it asks.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from rapidfuzz import fuzz

from ..estatuto.emendas import efetivos
from ..estatuto.formatos import cpf as cpf_
from ..estatuto.formatos import pis as pis_
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import chave_busca
from ..registro.cadastro import CONTATO
from ..registro.consultas import importacao as consultas
from . import identidade, pessoas
from . import importacao_celulas as celulas
from .frases import enumerar
from .importacao_linha import Campo, Duvida, Efeito, Linha
from .importacao_sessao import Especie, Sessao
from .tipos import DadosPessoa
from .tipos.importacao import Parecido

CAMPOS_DA_PESSOA: Final = (
    Campo(chave="nome", rotulo="Nome", ler=celulas.nome, obrigatorio=True, exemplo="Jacira Portugal de Ávila",
          sinonimos=("nome completo", "nome do servidor", "servidor", "nome servidor", "nome civil", "nm servidor")),
    Campo(chave="cpf", rotulo="CPF", ler=celulas.cpf, exemplo="529.982.247-25", ajuda="Com os dois dígitos finais.",
          sinonimos=("nº cpf", "numero cpf", "cpf do servidor", "cpf servidor", "nr cpf")),
    Campo(chave="nascimento", rotulo="Nascimento", ler=celulas.data, eh_data=True, exemplo="07/04/1985",
          sinonimos=("data de nascimento", "data nascimento", "dt nascimento", "nascido em", "dt nasc", "data nasc")),
    Campo(chave="pis", rotulo="PIS/PASEP", ler=celulas.pis, exemplo="120.56412.54-5",
          sinonimos=("pis", "pasep", "nis", "nit", "pis pasep nit")),
    Campo(chave="nome_social", rotulo="Nome social", ler=celulas.nome),
    Campo(chave="sexo", rotulo="Sexo", ler=celulas.sexo, exemplo="F", sinonimos=("genero",)),
    Campo(chave="rg", rotulo="RG", ler=celulas.texto, exemplo="1234567-89",
          sinonimos=("identidade", "carteira de identidade", "nº rg", "registro geral")),
    Campo(chave="rg_orgao", rotulo="Órgão emissor do RG", ler=celulas.texto, exemplo="SSP",
          sinonimos=("orgao emissor", "orgao expedidor", "emissor rg")),
    Campo(chave="rg_uf", rotulo="UF do RG", ler=celulas.uf, exemplo="BA", sinonimos=("uf rg", "uf emissor")),
    Campo(chave="rg_data", rotulo="Data do RG", ler=celulas.data, eh_data=True,
          sinonimos=("data de emissao do rg", "expedicao rg")),
    Campo(chave="titulo_eleitor", rotulo="Título de eleitor", ler=celulas.titulo,
          sinonimos=("titulo", "titulo eleitoral")),
    Campo(chave="nacionalidade", rotulo="Nacionalidade", ler=celulas.texto),
    Campo(chave="naturalidade", rotulo="Naturalidade", ler=celulas.texto, sinonimos=("natural de",)),
    Campo(chave="escolaridade", rotulo="Escolaridade", ler=celulas.texto,
          sinonimos=("grau de instrucao", "instrucao", "formacao")),
    Campo(chave="estado_civil", rotulo="Estado civil", ler=celulas.texto),
    Campo(chave="filiacao", rotulo="Filiação", ler=celulas.texto, sinonimos=("nome da mae", "mae")),
    Campo(chave="endereco", rotulo="Endereço", ler=celulas.texto, sinonimos=("logradouro",)),
    Campo(chave="telefone", rotulo="Telefone", ler=celulas.texto, sinonimos=("celular", "fone", "contato")),
    Campo(chave="email", rotulo="E-mail", ler=celulas.texto, sinonimos=("email", "correio eletronico")),
)  # fmt: skip

_CHAVES: Final = tuple(campo.chave for campo in CAMPOS_DA_PESSOA)
_ROTULOS: Final = {campo.chave: campo.rotulo for campo in CAMPOS_DA_PESSOA}
_MESMO_NOME: Final = 75
"""How alike (of 100) two names of one CPF must be not to be asked about."""


@dataclass(slots=True, kw_only=True)
class Conhecida:
    """Somebody whom rows may be about; ``linha`` is the row of the file that brought them, 0 for the registry."""

    id: int
    nome: str
    cpf: str | None
    pis: str | None
    nascimento: date | None
    outros: str = ""
    linha: int = 0
    atual: dict[str, Any] = field(default_factory=dict)


class Pessoas:
    """The people that a file may be about, read in a few questions, and those that its rows created."""

    def __init__(self, sessao: Sessao, linhas: Sequence[Linha]) -> None:
        self._sessao = sessao
        self._por_id: dict[int, Conhecida] = {}
        self._por_cpf: dict[str, Conhecida] = {}
        self._por_pis: dict[str, Conhecida] = {}
        self._por_nome: dict[str, list[Conhecida]] = {}
        self._por_linha: dict[int, Conhecida] = {}
        self._vistas: dict[int, int] = {}
        self._a_completar: list[tuple[int, dict[str, Any]]] = []
        self._matriculas: dict[int, tuple[str, ...]] = {}
        conexao = sessao.conexao
        escolhidos = [int(e.partition(":")[2]) for e in sessao.pedido.escolhas.values() if e.startswith("servidor:")]
        for coluna, valores in (
            ("cpf", [linha.valores["cpf"] for linha in linhas if "cpf" in linha.valores]),
            ("pis", [linha.valores["pis"] for linha in linhas if "pis" in linha.valores]),
            ("nome_busca", [chave_busca(linha.valores["nome"]) for linha in linhas if "nome" in linha.valores]),
            ("id", escolhidos),
        ):
            for achada in consultas.pessoas_por(conexao, coluna, valores) if valores else ():
                self._conhecer(
                    Conhecida(
                        id=achada.id, nome=achada.nome, cpf=achada.cpf, pis=achada.pis, nascimento=achada.nascimento,
                        outros=achada.outros_busca, atual=dict(achada._mapping),
                    )
                )  # fmt: skip

    def _conhecer(self, quem: Conhecida) -> None:
        if quem.id in self._por_id:
            return
        self._por_id[quem.id] = quem
        if quem.cpf:
            self._por_cpf[quem.cpf] = quem
        if quem.pis:
            self._por_pis[quem.pis] = quem
        self._por_nome.setdefault(chave_busca(quem.nome), []).append(quem)

    # -------------------------------------------------------------- who

    def identificar(self, linha: Linha) -> Conhecida | None:
        """Return whom the row is about, None for somebody new.  Duvida when the clerk must say."""
        escolha = self._sessao.pedido.escolhas.get(linha.numero, "")
        if escolha.startswith(("servidor:", "linha:")):
            return self._escolhida(linha, escolha)
        do_cpf = self._por_cpf.get(linha.get("cpf") or "")
        if do_cpf is not None:
            if escolha == "nova":
                linha.faltar("cpf", f"O CPF já é de {do_cpf.nome}, e não pode ser também de outra pessoa.")
                linha.exigir_limpa()
            return self._sem_estranheza(linha, do_cpf, "CPF")
        if escolha == "nova":
            return None
        do_pis = self._por_pis.get(linha.get("pis") or "")
        if do_pis is not None:
            if do_pis.cpf and linha.get("cpf"):
                raise Duvida(
                    f"O PIS/PASEP é o de {do_pis.nome}, com outro CPF.", [self._parecido(linha, do_pis)], campo="pis"
                )
            return self._sem_estranheza(linha, do_pis, "PIS/PASEP")
        self._perguntar_dos_homonimos(linha)
        return None

    def do_cpf(self, cpf: str | None) -> Conhecida | None:
        """Return the person of a CPF."""
        return self._por_cpf.get(cpf or "")

    def _escolhida(self, linha: Linha, escolha: str) -> Conhecida | None:
        numero = int(escolha.partition(":")[2])
        quem = (self._por_id if escolha.startswith("servidor:") else self._por_linha).get(numero)
        if quem is None:
            onde = "não está mais no registro" if escolha.startswith("servidor:") else f"(linha {numero}) não entra"
            linha.faltar("", f"A pessoa escolhida para esta linha {onde}; escolha de novo.")
        elif quem.cpf and linha.get("cpf") and quem.cpf != linha.get("cpf"):
            linha.faltar("cpf", f"O CPF é diferente do de {quem.nome}, a pessoa escolhida: {cpf_.formatar(quem.cpf)}.")
        linha.exigir_limpa()
        return quem

    def _sem_estranheza(self, linha: Linha, quem: Conhecida, documento: str) -> Conhecida:
        """Return the person of a document, unless the row says of them what nobody would of the same person."""
        nome, nascimento = linha.get("nome", ""), linha.get("nascimento")
        chave = chave_busca(nome)
        outro_nome = (
            bool(nome)
            and chave not in quem.outros
            and (fuzz.token_sort_ratio(chave, chave_busca(quem.nome)) < _MESMO_NOME)
        )
        outro_dia = nascimento is not None and quem.nascimento is not None and nascimento != quem.nascimento
        if outro_nome or outro_dia:
            com = enumerar([t for t, sim in (("outro nome", outro_nome), ("outro nascimento", outro_dia)) if sim])
            onde = f"da linha {quem.linha}" if quem.linha else "do registro"
            raise Duvida(
                f"O {documento} é o de {quem.nome}, {onde}, com {com}.", [self._parecido(linha, quem, certo=True)],
                campo="cpf" if documento == "CPF" else "pis",
            )  # fmt: skip
        return quem

    def _perguntar_dos_homonimos(self, linha: Linha) -> None:
        achados = self._por_nome.get(chave_busca(linha.get("nome", "")), [])
        if not achados:
            return
        parecidos = [self._parecido(linha, quem) for quem in achados]
        if any(not self._outra_pessoa(linha, quem) for quem in achados):
            quantos = "uma pessoa" if len(achados) == 1 else f"{len(achados)} pessoas"
            linhas = [f"linha {quem.linha}" for quem in achados if quem.linha]
            onde = f" ({', '.join(linhas)})" if linhas else ""
            raise Duvida(f"Há {quantos} com o mesmo nome{onde}: diga se é a mesma.", parecidos, campo="nome")
        linha.parecidos += parecidos
        linha.avisos.append("Há homônimo, com outro CPF e outro nascimento: entra como outra pessoa.")

    @staticmethod
    def _outra_pessoa(linha: Linha, quem: Conhecida) -> bool:
        """Tell whether a namesake is somebody else for certain: the CPF and the birth both differ."""
        cpf, nascimento = linha.get("cpf"), linha.get("nascimento")
        return bool(cpf and quem.cpf and nascimento and quem.nascimento and nascimento != quem.nascimento)

    def _parecido(self, linha: Linha, quem: Conhecida, *, certo: bool = False) -> Parecido:
        if not quem.linha and quem.id not in self._matriculas:
            vinculos = consultas.vinculos_de(self._sessao.conexao, [quem.id])
            self._matriculas[quem.id] = tuple(v.matricula for v in vinculos if v.matricula)
        iguais, diferentes = [], []
        for chave in ("nome", "cpf", "nascimento", "pis"):
            aqui, ali = linha.get(chave), getattr(quem, chave)
            if aqui and ali and (aqui == ali or (chave == "nome" and chave_busca(aqui) == chave_busca(ali))):
                iguais.append(_ROTULOS[chave])
            elif aqui or ali:
                diferentes.append(
                    f"{_ROTULOS[chave]}: {_dito(chave, aqui)} na planilha, {_dito(chave, ali)} no registro"
                )
        return Parecido(
            servidor_id=0 if quem.linha else quem.id, nome=quem.nome, cpf=quem.cpf, nascimento=quem.nascimento,
            matriculas=self._matriculas.get(quem.id, ()), certo=certo, iguais=tuple(iguais),
            diferentes=tuple(diferentes), linha=quem.linha,
        )  # fmt: skip

    # -------------------------------------------------------------- entering

    def ja_vista(self, quem: Conhecida) -> int:
        """Return the row of the file that was already about this person, 0 for none."""
        return self._vistas.get(quem.id, 0)

    def viu(self, quem: Conhecida, linha: Linha) -> None:
        """Keep that a row was about this person."""
        self._vistas.setdefault(quem.id, linha.numero)

    def dados(self, linha: Linha) -> DadosPessoa:
        """Return the person that a row describes."""
        if linha.get("nascimento") is not None and linha.get("nascimento") > self._sessao.hoje:
            linha.faltar("nascimento", f"O nascimento, {formatar_data(linha.get('nascimento'))}, ainda não chegou.")
        return DadosPessoa(**{"nome": "", **linha.so(*_CHAVES)})

    def criar(self, linha: Linha, dados: DadosPessoa) -> Conhecida:
        """Enter a new person and return who it is."""
        return self.entrou(linha, self._sessao.lote.nova_pessoa(self._sessao.operacao, dados), dados)

    def entrou(self, linha: Linha, servidor_id: int, dados: DadosPessoa) -> Conhecida:
        """Return, and know from now on, the person that a row brought."""
        quem = Conhecida(
            id=servidor_id, nome=dados.nome, cpf=dados.cpf, pis=dados.pis, nascimento=dados.nascimento,
            linha=linha.numero, atual=identidade.registro(dados),
        )  # fmt: skip
        self._conhecer(quem)
        self._por_linha[linha.numero] = quem
        self._vistas[servidor_id] = linha.numero
        return quem

    def planejar(self, linha: Linha, quem: Conhecida, primeiro_ato: date | None = None) -> dict[str, Any]:
        """Return what the row has of new for a person's record, without writing it.

        A name and a birth already registered change by decision (registro civil), and contact data by hand: here they
        are kept, and the row says so.  ``primeiro_ato`` is the day of the act that enters with it.
        """
        mudam: dict[str, Any] = {}
        mantidos: list[str] = []
        for chave in _CHAVES:
            novo, velho = linha.get(chave), quem.atual.get(chave)
            if not novo or novo == velho or (isinstance(novo, str) and chave_busca(novo) == chave_busca(velho or "")):
                continue
            if velho and chave in ("nome", "cpf", "nascimento", *CONTATO):
                mantidos.append(_ROTULOS[chave])
            else:
                mudam[chave] = novo
        if mantidos:
            linha.avisos.append(f"Fica como está no registro, embora diferente: {enumerar(mantidos)}.")
        dono = self.do_cpf(mudam.get("cpf"))
        if dono is not None and dono.id != quem.id:
            linha.faltar("cpf", f"O CPF já é de {dono.nome}.")
        if "nascimento" in mudam:
            datas = [ato.data for ato in efetivos(self._sessao.lote.ler(quem.id).atos)]
            primeiro = min([*datas, *([primeiro_ato] if primeiro_ato else [])], default=None)
            if primeiro is not None and mudam["nascimento"] >= primeiro:
                motivo = f"O nascimento não é anterior ao primeiro ato da pessoa, de {formatar_data(primeiro)}."
                linha.faltar("nascimento", motivo)
        linha.exigir_limpa()
        return mudam

    def completar(self, quem: Conhecida, mudam: Mapping[str, Any]) -> tuple[str, ...]:
        """Take what was planned, to be written by `concluir`, and return the labels of what changes."""
        if mudam:
            self._a_completar.append((quem.id, dict(mudam)))
            quem.atual.update(mudam)
            quem.cpf, quem.pis = quem.cpf or mudam.get("cpf"), mudam.get("pis") or quem.pis
            quem.nascimento = quem.nascimento or mudam.get("nascimento")
            if quem.cpf:
                self._por_cpf[quem.cpf] = quem
        return tuple(_ROTULOS[chave] for chave in mudam)

    def concluir(self) -> None:
        """Write what the rows complete of people already registered; nothing waits in the batch any more."""
        sessao = self._sessao
        for servidor_id, mudam in self._a_completar:
            dados = pessoas.dados_da_pessoa(sessao.conexao, servidor_id)
            pessoas.gravar_dados_em(
                sessao.ctx, sessao.conexao, sessao.operacao, servidor_id, dataclasses.replace(dados, **mudam),
                campos=tuple(mudam),
            )  # fmt: skip
            contato = [chave for chave in mudam if chave in CONTATO]
            if contato:
                sessao.trilhar("servidor", servidor_id, ", ".join(contato))


def _dito(chave: str, valor: Any) -> str:
    if not valor:
        return "em branco"
    if isinstance(valor, date):
        return formatar_data(valor)
    formatos: Mapping[str, Any] = {"cpf": cpf_.formatar, "pis": pis_.formatar}
    return str(formatos.get(chave, str)(valor))


class _Servidores:
    """Enters people alone."""

    def __init__(self, sessao: Sessao, linhas: Sequence[Linha]) -> None:
        self._pessoas = Pessoas(sessao, linhas)

    def ordem(self, linhas: Sequence[Linha]) -> Sequence[Linha]:
        return linhas

    def executar(self, linha: Linha) -> Efeito:
        dados = self._pessoas.dados(linha)
        linha.exigir_limpa()
        quem = self._pessoas.identificar(linha)
        if quem is None:
            quem = self._pessoas.criar(linha, dados)
            return Efeito(
                resultado="entra", resumo=f"Cadastra {dados.nome}.", sujeitos=(("servidor", quem.id, None, "criado"),)
            )
        antes = self._pessoas.ja_vista(quem)
        if antes:
            chave = "cpf" if linha.get("cpf") else "pis" if linha.get("pis") else "nome"
            linha.faltar(chave, f"{quem.nome} já está na linha {antes} deste arquivo.")
            linha.exigir_limpa()
        mudou = self._pessoas.completar(quem, self._pessoas.planejar(linha, quem))
        self._pessoas.viu(quem, linha)
        if not mudou:
            return Efeito(
                resultado="sem_mudanca", resumo=f"{quem.nome} já está no registro, sem nada a mudar.",
                sujeitos=(("servidor", quem.id, None, "sem_mudanca"),),
            )  # fmt: skip
        return Efeito(
            resultado="altera", resumo=f"{quem.nome}: {enumerar(mudou)}.",
            sujeitos=(("servidor", quem.id, None, "alterado"),),
        )  # fmt: skip

    def concluir(self) -> None:
        self._pessoas.concluir()


SERVIDORES = Especie(
    chave="servidores",
    rotulo="Servidores",
    explicacao="Cadastra pessoas ou completa os dados de quem já está no registro. Não abre vínculo.",
    campos=CAMPOS_DA_PESSOA,
    abrir=_Servidores,
    em_massa=True,
)
