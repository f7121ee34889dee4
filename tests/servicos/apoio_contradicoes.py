"""A registry with contradictions planted among clean lives, all made of acts entered by the services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.tipos import TipoRessalva
from bahiaservidor.estatuto.tipos_emendas import FormaEmenda
from bahiaservidor.registro import livro
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.relogio import RelogioFixo
from bahiaservidor.servicos import abertura, emendas, provimento
from bahiaservidor.servicos.contexto import Contexto
from bahiaservidor.servicos.tipos import DadosPessoa, Instrumento, PedidoAto, Registrado
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda

HOJE = date(2026, 11, 23)
DIA = timedelta(days=1)

PARECER = Ressalva(tipo=TipoRessalva.PARECER_PGE, numero="PGE 12/2026", data=date(2020, 1, 2))
JUDICIAL = Ressalva(tipo=TipoRessalva.DECISAO_JUDICIAL, numero="8001234-55.2026", data=date(2020, 1, 2))
CONSUMADO = Ressalva(tipo=TipoRessalva.ATO_CONSUMADO, numero="SEI 9/2026", data=date(2020, 1, 2))

PUBLICADOS = frozenset({"nomeacao", "exoneracao_a_pedido", "tornar_sem_efeito", "homologacao_estagio"})


class Viveiro:
    """A registry, and the words with which lives are planted in it."""

    def __init__(self, *, hoje: date = HOJE) -> None:
        self.hoje = hoje
        self.relogio = RelogioFixo(hoje, datetime(hoje.year, hoje.month, hoje.day, 12, tzinfo=UTC))
        self.ctx: Contexto = abertura.abrir_temporario(relogio=self.relogio, usuario="teste")
        self._pessoas = 0
        self._edicoes = 24_000
        with self.ctx.banco.escrita() as conexao:
            op = livro.abrir_operacao(conexao, instante=self.relogio.agora(), usuario="teste")

            def criar(tipo: str, **conteudo: Any) -> int:
                return lancar_cadastro(conexao, op, sujeito_tipo=tipo, conteudo=conteudo)

            self.orgao = criar("orgao", nome="Secretaria da Administração", sigla="SAEB", poder="Executivo")
            self.unidade = criar("unidade", orgao_id=self.orgao, nome="Diretoria de Pessoal", municipio="Salvador")
            self.cargo = criar("cargo", nome="Analista Técnico", natureza="permanente")
            self.outro_cargo = criar("cargo", nome="Professor", natureza="permanente")
            self.temporario = criar("cargo", nome="Coordenador III", natureza="temporario", simbolo="DAI-4")

    def cadastrar(self, tipo: str, *, id_: int | None = None, **conteudo: Any) -> int:
        """Enter a register's record, or another of the same subject."""
        with self.ctx.banco.escrita() as conexao:
            op = livro.abrir_operacao(conexao, instante=self.relogio.agora(), usuario="teste")
            return lancar_cadastro(conexao, op, sujeito_tipo=tipo, sujeito_id=id_, conteudo=conteudo)

    def candidato(self, cargo: int, publicacao: date) -> int:
        """Return the only candidate of a list of its own, in a concurso valid on the day."""
        homologacao = publicacao - 60 * DIA
        with self.ctx.banco.escrita() as conexao:
            op = livro.abrir_operacao(conexao, instante=self.relogio.agora(), usuario="teste")

            def criar(tipo: str, **conteudo: Any) -> int:
                return lancar_cadastro(conexao, op, sujeito_tipo=tipo, conteudo=conteudo)

            concurso = criar("concurso", edital="Edital", homologacao=homologacao, validade_meses=24)
            lista = criar("lista", concurso_id=concurso, cargo_id=cargo, modalidade="Ampla concorrência")
            return criar("candidato", lista_id=lista, classificacao=1, nome="Candidato", situacao="a_nomear")

    def pessoa(self, **dados: Any) -> DadosPessoa:
        """Return somebody nobody is like, with CPF and birth date."""
        self._pessoas += 1
        n = self._pessoas
        dados.setdefault("nome", f"Pessoa {_por_extenso(n)}")
        dados.setdefault("cpf", _cpf(n))
        dados.setdefault("nascimento", date(1975, 1, 1) + 7 * n * DIA)
        return DadosPessoa(**dados)

    def papel(self, publicacao: date, **dados: Any) -> Instrumento:
        """Return the paper of a published act, with its Diário Oficial."""
        self._edicoes += 1
        dados.setdefault("doe_edicao", str(self._edicoes))
        dados.setdefault("doe_data", publicacao)
        return Instrumento(tipo="Decreto", numero=f"{self._edicoes}/{publicacao.year}", data=publicacao, **dados)

    def registrar(self, qual: str, /, *, servidor: int | None = None, **campos: Any) -> Registrado:
        """Register an act; a published one has its paper unless ``instrumento`` says otherwise."""
        opcoes = {
            nome: campos.pop(nome) for nome in ("ressalva", "instrumento", "pessoa", "vinculo_id") if nome in campos
        }
        publicacao = campos.get("publicacao")
        if "instrumento" not in opcoes and isinstance(publicacao, date):
            opcoes["instrumento"] = self.papel(publicacao)
        pedido = PedidoAto(tipo=qual, conteudo=campos, servidor_id=servidor, **opcoes)
        return provimento.registrar(self.ctx, pedido=pedido, hoje=self.hoje, futuro=True)

    # ------------------------------------------------------------ lives

    def nomear(
        self, publicacao: date, *, servidor: int | None = None, cargo: int | None = None, **campos: Any
    ) -> Registrado:
        """Name somebody new, or a person already registered, in a cargo permanente."""
        qual = cargo or self.cargo
        if servidor is None:
            campos.setdefault("pessoa", self.pessoa())
        campos.setdefault("candidato", self.candidato(qual, publicacao))
        return self.registrar(
            "nomeacao", servidor=servidor, publicacao=publicacao, cargo=qual, unidade=self.unidade, **campos
        )

    def empossar(self, publicacao: date, *, posse: dict[str, Any] | None = None, **campos: Any) -> Registrado:
        """Name somebody and give posse ten days later."""
        nomeado = self.nomear(publicacao, **campos)
        self.registrar(
            "posse", servidor=nomeado.servidor_id, vinculo_id=nomeado.vinculo_id,
            **{"data": publicacao + 10 * DIA, **(posse or {})},
        )  # fmt: skip
        return nomeado

    def em_estagio(
        self,
        publicacao: date,
        *,
        avaliador: bool = True,
        avaliacoes: bool = True,
        submissao: bool = True,
        exercicio: date | None = None,
        **campos: Any,
    ) -> Registrado:
        """Name, swear in and put to work somebody, evaluated so far by who was designated."""
        nomeado = self.empossar(publicacao, **campos)
        exercicio = exercicio or publicacao + 12 * DIA
        quem = {"servidor": nomeado.servidor_id, "vinculo_id": nomeado.vinculo_id}
        self.registrar("exercicio", data=exercicio, **quem)
        if avaliador:
            self.designar(nomeado, exercicio)
        if avaliacoes:
            self.avaliar(nomeado, exercicio, submissao=submissao)
        return nomeado

    def designar(self, quem: Registrado, exercicio: date) -> Registrado:
        """Say who evaluates the estágio."""
        return self.registrar(
            "designacao_avaliadores", servidor=quem.servidor_id, vinculo_id=quem.vinculo_id, data=exercicio,
            chefe="Jacira Sampaio", comissao="Ana Lima; Rui Prates; Zeca Bispo",
        )  # fmt: skip

    def avaliar(self, quem: Registrado, exercicio: date, *, submissao: bool = True) -> None:
        """Enter the evaluations due until today, and the submission."""
        for numero in range(1, 7):
            dia = _mais_meses(exercicio, 6 * numero) - 3 * DIA
            if dia <= self.hoje:
                self.registrar(
                    "avaliacao_estagio", servidor=quem.servidor_id, vinculo_id=quem.vinculo_id, numero=numero, data=dia
                )
        dia = _mais_meses(exercicio, 31)
        if submissao and dia <= self.hoje:
            self.registrar("submissao_avaliacao", servidor=quem.servidor_id, vinculo_id=quem.vinculo_id, data=dia)

    def estavel(self, publicacao: date, **campos: Any) -> Registrado:
        """Somebody whose estágio was homologated before its end."""
        nomeado = self.em_estagio(publicacao, **campos)
        dia = _mais_meses(publicacao + 12 * DIA, 35)
        self.registrar(
            "homologacao_estagio", servidor=nomeado.servidor_id, vinculo_id=nomeado.vinculo_id, data=dia,
            resultado="aprovado", instrumento=self.papel(dia),
        )  # fmt: skip
        return nomeado

    def no_temporario(self, publicacao: date, *, servidor: int | None = None, **campos: Any) -> Registrado:
        """Name, swear in and put to work somebody in a cargo temporário."""
        if servidor is None:
            campos.setdefault("pessoa", self.pessoa())
        nomeado = self.registrar(
            "nomeacao", servidor=servidor, publicacao=publicacao, carater="temporario", cargo=self.temporario,
            unidade=self.unidade, **campos,
        )  # fmt: skip
        quem = {"servidor": nomeado.servidor_id, "vinculo_id": nomeado.vinculo_id}
        self.registrar("posse", data=publicacao + 3 * DIA, **quem)
        self.registrar("exercicio", data=publicacao + 3 * DIA, **quem)
        return nomeado

    # ------------------------------------------------------------ corrections

    def emendar(self, forma: FormaEmenda, ato_id: int, **campos: Any) -> None:
        """Correct the book in one of the five ways."""
        emendas.registrar_emenda(
            self.ctx,
            pedido=PedidoEmenda(forma=forma, ato_id=ato_id, motivo="Conferido com o processo", **campos),
            hoje=self.hoje,
        )

    def corrigir(self, ato_id: int, *, papel: Instrumento | None = None, **campos: Any) -> None:
        """Correct the transcription of an act."""
        conteudo = dict(emendas.conteudo_atual(self.ctx, ato_id=ato_id).conteudo)
        self.emendar(FormaEmenda.CORRECAO, ato_id, conteudo={**conteudo, **campos}, instrumento=papel)

    # ------------------------------------------------------------ reading

    def ids(self, consulta: str) -> list[Any]:
        """Return the first column of a query."""
        with self.ctx.banco.leitura() as conexao:
            return list(conexao.exec_driver_sql(consulta).scalars())

    def ato(self, quem: Registrado, tipo: str) -> int:
        """Return the last act of a kind about a vínculo."""
        achados: Sequence[int] = self.ids(
            f"SELECT id FROM ato WHERE vinculo_id = {quem.vinculo_id} AND tipo = '{tipo}' ORDER BY id"
        )
        return achados[-1]


def _mais_meses(dia: date, meses: int) -> date:
    ano, mes = divmod(dia.year * 12 + dia.month - 1 + meses, 12)
    return date(ano, mes + 1, min(dia.day, 28))


_SILABAS = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "ro", "tu")


def _por_extenso(n: int) -> str:
    return "".join(_SILABAS[int(c)] for c in f"{n:04d}").capitalize()


def _cpf(n: int) -> str:
    digitos = [int(c) for c in f"{100_000_000 + n:09d}"]
    for tamanho in (9, 10):
        soma = sum(d * peso for d, peso in zip(digitos, range(tamanho + 1, 1, -1), strict=True))
        digitos.append((soma * 10 % 11) % 10)
    return "".join(map(str, digitos))


@contextmanager
def viveiro(**opcoes: Any) -> Iterator[Viveiro]:
    """Give a registry and close it."""
    montado = Viveiro(**opcoes)
    try:
        yield montado
    finally:
        abertura.fechar(montado.ctx)
