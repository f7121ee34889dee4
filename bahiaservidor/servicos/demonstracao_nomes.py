"""Invented people: names put together from lists, documents with right check digits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from ..estatuto.formatos import cpf, pis
from .tipos import DadosPessoa

FEMININOS = (
    "Adalgisa", "Adriana", "Alice", "Amanda", "Ana", "Antônia", "Beatriz", "Bruna", "Camila", "Carla", "Carolina",
    "Cecília", "Célia", "Clarice", "Cláudia", "Conceição", "Daniela", "Débora", "Diana", "Edileuza", "Eliane", "Elisa",
    "Fernanda", "Flávia", "Gabriela", "Glória", "Helena", "Inês", "Isabel", "Ivone", "Janaína", "Jéssica", "Joana",
    "Josefa", "Joseane", "Juçara", "Júlia", "Larissa", "Laura", "Letícia", "Lívia", "Luciana", "Luísa", "Luzia",
    "Márcia", "Maria", "Marina", "Mônica", "Nair", "Natália", "Nívea", "Olívia", "Patrícia", "Paula", "Raimunda",
    "Regina", "Renata", "Rita", "Rosângela", "Sandra", "Silvana", "Simone", "Sônia", "Tainá", "Tânia", "Tatiana",
    "Teresa", "Valdelice", "Vanessa", "Vera", "Virgínia", "Viviane", "Zenaide", "Zuleica",
)  # fmt: skip
MASCULINOS = (
    "Adailton", "Adriano", "Afonso", "Alexandre", "Anderson", "André", "Antônio", "Arnaldo", "Augusto", "Benedito",
    "Bernardo", "Bruno", "Caetano", "Caio", "Carlos", "César", "Cícero", "Clóvis", "Cristiano", "Damião", "Daniel",
    "Davi", "Diego", "Domingos", "Edson", "Eduardo", "Elias", "Emanuel", "Evandro", "Everaldo", "Fábio", "Felipe",
    "Fernando", "Francisco", "Gabriel", "Genivaldo", "Geraldo", "Gilberto", "Guilherme", "Gustavo", "Heitor", "Hélio",
    "Hugo", "Igor", "Ítalo", "Jailson", "Joaquim", "Joel", "Jorge", "José", "Josué", "Leandro", "Leonardo", "Lucas",
    "Luís", "Manoel", "Marcelo", "Marcos", "Mário", "Mateus", "Maurício", "Miguel", "Moisés", "Nélson", "Otávio",
    "Paulo", "Pedro", "Rafael", "Raul", "Renato", "Ricardo", "Roberto", "Rodrigo", "Rogério", "Samuel", "Sérgio",
    "Tiago", "Ubirajara", "Valter", "Vinícius", "Vítor", "Wagner", "Wellington",
)  # fmt: skip
SOBRENOMES = (
    "Abreu", "Aguiar", "Alcântara", "Almeida", "Alves", "Amorim", "Andrade", "Araújo", "Argolo", "Assis", "Azevedo",
    "Bacelar", "Barbosa", "Barreto", "Barros", "Bastos", "Batista", "Bittencourt", "Borges", "Brandão", "Brito",
    "Bulcão", "Cabral", "Caldas", "Campos", "Cardoso", "Carneiro", "Carvalho", "Castro", "Cerqueira", "Conceição",
    "Correia", "Costa", "Coutinho", "Cruz", "Cunha", "Damasceno", "Dantas", "Dias", "Duarte", "Evangelista", "Farias",
    "Fernandes", "Ferreira", "Figueiredo", "Fonseca", "Franco", "Freitas", "Galvão", "Gama", "Gomes", "Gonçalves",
    "Góes", "Guimarães", "Lacerda", "Leal", "Leite", "Lima", "Lisboa", "Lopes", "Macedo", "Machado", "Magalhães",
    "Maia", "Marinho", "Marques", "Martins", "Mascarenhas", "Matos", "Medeiros", "Melo", "Mendes", "Menezes",
    "Miranda", "Monteiro", "Moraes", "Moreira", "Moura", "Nascimento", "Neves", "Nogueira", "Novaes", "Nunes",
    "Oliveira", "Pacheco", "Paixão", "Passos", "Peixoto", "Pereira", "Pimentel", "Pinheiro", "Pinto", "Pires",
    "Portela", "Queiroz", "Ramos", "Rangel", "Rebouças", "Reis", "Ribeiro", "Rocha", "Rodrigues", "Sá", "Sales",
    "Sampaio", "Santana", "Santiago", "Santos", "Sena", "Serra", "Silva", "Silveira", "Simões", "Soares", "Sousa",
    "Tavares", "Teixeira", "Torres", "Trindade", "Valadares", "Vasconcelos", "Veloso", "Viana", "Vieira", "Xavier",
)  # fmt: skip
_LIGACOES = {
    nome: ligacao
    for ligacao, nomes in (
        ("da", "Conceição Costa Cruz Cunha Fonseca Gama Paixão Rocha Silva Silveira Trindade"),
        ("das", "Neves"),
        (
            "de",
            "Abreu Almeida Andrade Araújo Assis Barros Brito Carvalho Castro Freitas Lima Matos Melo Oliveira Sá Sousa",
        ),
        ("do", "Nascimento"),
        ("dos", "Passos Reis Santos"),
    )
    for nome in nomes.split()
}
"""What is said before a surname: "da Silva", "dos Santos"."""
BAIRROS = ("Centro", "Nova Esperança", "Alto do Cruzeiro", "Jardim das Acácias", "Vila Serena", "Boa Vista", "Lagoa")
RUAS = (
    "Rua das Mangueiras",
    "Rua do Sol",
    "Travessa do Porto",
    "Avenida dos Coqueiros",
    "Rua da Matriz",
    "Rua Direita",
)
ESTADOS_CIVIS = ("Solteiro(a)", "Casado(a)", "Casado(a)", "Divorciado(a)", "Viúvo(a)", "União estável")


@dataclass(slots=True)
class Pessoas:
    """Draws people, never the same CPF, PIS or matrícula twice."""

    sorteio: Random
    _usados: set[str] = field(default_factory=set)
    _matricula: int = 92_000_000

    def nome(self, feminino: bool) -> str:
        """Return a whole name: one or two given names and two or three surnames."""
        sorteio = self.sorteio
        lista = FEMININOS if feminino else MASCULINOS
        proprios = [sorteio.choice(lista)]
        if sorteio.random() < 0.35:
            proprios.append(sorteio.choice([nome for nome in lista if nome != proprios[0]]))
        sobrenomes = sorteio.sample(SOBRENOMES, 3 if sorteio.random() < 0.3 else 2)
        if sobrenomes[-1] in _LIGACOES and sorteio.random() < 0.6:
            sobrenomes.insert(-1, _LIGACOES[sobrenomes[-1]])
        return " ".join([*proprios, *sobrenomes])

    def cpf(self) -> str:
        """Return a CPF not yet drawn."""
        return self._novo(lambda: (base := self._digitos(9)) + cpf.digitos_verificadores(base))

    def pis(self) -> str:
        """Return a PIS not yet drawn."""
        return self._novo(lambda: (base := "1" + self._digitos(9)) + pis.digito_verificador(base))

    def matricula(self) -> str:
        """Return the next matrícula."""
        self._matricula += 7
        return str(self._matricula)

    def pessoa(self, nascimento: date, municipio: str, escolaridade: str) -> DadosPessoa:
        """Return a person born on the day."""
        sorteio = self.sorteio
        feminino = sorteio.random() < 0.58
        nome = self.nome(feminino)
        sobrenome = nome.rsplit(" ", 1)[-1]
        mae = f"{sorteio.choice(FEMININOS)} {sorteio.choice(SOBRENOMES)} {sobrenome}"
        return DadosPessoa(
            nome=nome,
            cpf=self.cpf(),
            nascimento=nascimento,
            sexo="F" if feminino else "M",
            pis=self.pis() if sorteio.random() < 0.8 else None,
            rg=self._digitos(8).replace("0", "1", 1),
            rg_orgao="SSP",
            rg_uf="BA",
            naturalidade=municipio,
            estado_civil=sorteio.choice(ESTADOS_CIVIS),
            filiacao=f"{mae} e {sorteio.choice(MASCULINOS)} {sobrenome}",
            escolaridade=escolaridade,
            endereco=f"{sorteio.choice(RUAS)}, {sorteio.randint(1, 980)}, {sorteio.choice(BAIRROS)}, {municipio}/BA",
            email=f"servidor{sorteio.randint(10_000, 99_999)}@exemplo.ba.invalid",
        )

    def _digitos(self, quantos: int) -> str:
        return str(self.sorteio.randrange(10**quantos)).zfill(quantos)

    def _novo(self, sortear: Callable[[], str]) -> str:
        while True:
            numero = sortear()
            # Eleven equal digits satisfy the sums and are no document.
            if numero not in self._usados and len(set(numero)) > 1:
                self._usados.add(numero)
                return numero
