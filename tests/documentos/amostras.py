"""Sample papers: invented people, complete and incomplete data."""

from __future__ import annotations

import datetime as dt
import importlib
from dataclasses import replace
from io import BytesIO
from typing import Any, Final, NamedTuple

from pypdf import PdfReader

from bahiaservidor.documentos.modelos import (
    AtoPublicado,
    Autoridade,
    Cargo,
    Concurso,
    DadosTermoExercicio,
    DadosTermoPosse,
    DeclaracaoAcumulacao,
    IdentificacaoDocumento,
    Laudo,
    OrgaoEmissor,
    Pessoa,
    PrazoPosse,
    Procuracao,
    Ressalva,
    Signatario,
)
from bahiaservidor.estatuto.tipos import Carater, TipoRessalva

NOME: Final = "Jacira São João D’Ávila Conceição"
NOME_LONGO: Final = (
    "Maria Antônia Iracema Guadalupe da Anunciação Bittencourt Vasconcelos de Albuquerque "
    "Cavalcanti do Espírito Santo D’Ávila"
)
ORGAO: Final = OrgaoEmissor(
    nome="Secretaria da Educação", unidade="Diretoria de Administração de Pessoal", municipio="Salvador"
)

POSSE: Final = DadosTermoPosse(
    orgao=ORGAO,
    identificacao=IdentificacaoDocumento(numero="12", ano=2026, selo="3f9a77c1"),
    data=dt.date(2026, 3, 9),
    empossado=Pessoa(
        nome=NOME,
        cpf="52998224725",
        rg_numero="08.123.456-78",
        rg_orgao="SSP/BA",
        rg_data=dt.date(2009, 5, 4),
        matricula="92222222",
    ),
    cargo=Cargo(
        nome="Professor da Educação Básica",
        classe="Padrão P",
        referencia="Grau I",
        carreira="Magistério Público",
        grupo_ocupacional="Educação",
        vaga="1.204",
        origem_vaga="Vacância por aposentadoria de Anísio Gonçalves Leão",
        horas_semanais=40,
        lotacao="Colégio Estadual Águas do Paraguaçu",
    ),
    autoridade=Autoridade(
        nome="Benedito Araújo Sacramento",
        cargo="Diretor de Administração de Pessoal",
        matricula="92116599",
        inciso="VI",
        delegacao="Portaria nº 14, de 05/01/2026",
    ),
    nomeacao=AtoPublicado(
        tipo="Decreto",
        numero="23.456",
        data=dt.date(2026, 1, 7),
        autoridade="Governador do Estado",
        doe_numero="24.310",
        doe_data=dt.date(2026, 1, 8),
        doe_pagina="5",
        doe_tipo="suplemento",
    ),
    concurso=Concurso(edital="SAEB/01/2024", lista="Ampla concorrência – Irecê", classificacao="17º lugar"),
    prazo=PrazoPosse(
        prorrogado=True,
        ato_prorrogacao="Portaria nº 40, de 02/02/2026",
        vence=dt.date(2026, 3, 9),
        vence_ultimo=dt.date(2026, 3, 11),
    ),
    laudo=Laudo(numero="1.877/2026", data=dt.date(2026, 2, 20), apto=True),
    declaracao_bens=dt.date(2026, 3, 9),
    acumulacao=DeclaracaoAcumulacao(data=dt.date(2026, 3, 9), acumula=False),
    requisitos_conferidos_por="Doralice Pitanga Mota",
    requisitos_conferidos_em=dt.date(2026, 3, 6),
    lavrado_por=Signatario(nome="Doralice Pitanga Mota", cargo="Técnica Administrativa"),
)

EM_BRANCO: Final = DadosTermoPosse(
    orgao=OrgaoEmissor(nome="Secretaria da Educação"), empossado=Pessoa(nome=NOME, cpf="52998224725"), cargo=Cargo()
)

TEMPORARIO: Final = replace(
    POSSE,
    cargo=Cargo(nome="Assessor Técnico", natureza=Carater.TEMPORARIO, simbolo="DAS-2C", lotacao="Gabinete"),
    concurso=Concurso(),
    declaracao_parentesco=dt.date(2026, 3, 9),
)

RESSALVA: Final = Ressalva(
    tipo=TipoRessalva.DECISAO_JUDICIAL,
    numero="8001234-56.2026.8.05.0001",
    data=dt.date(2026, 3, 18),
    autoridade="Juízo da 5ª Vara da Fazenda Pública de Salvador",
    fundamento="Liminar que assegura a posse depois do prazo até o julgamento do mérito.",
    dispositivo="art. 19, § 2º",
)

LONGO: Final = replace(
    POSSE,
    empossado=replace(POSSE.empossado, nome=NOME_LONGO),
    autoridade=replace(POSSE.autoridade, nome=f"{NOME_LONGO} Filho", cargo="Superintendente " * 8),
    lavrado_por=Signatario(nome=f"{NOME_LONGO} Neto", cargo="Técnica Administrativa"),
    procuracao=Procuracao(
        procurador=f"{NOME_LONGO} Júnior",
        cpf="11144477735",
        instrumento="instrumento público do 3º Ofício de Notas de Vitória da Conquista, livro 112, folha 45",
        data=dt.date(2026, 3, 1),
    ),
    data=dt.date(2026, 3, 20),
    ressalvas=(RESSALVA, replace(RESSALVA, tipo=TipoRessalva.PARECER_PGE, numero="PA-77/2026")),
)

EXERCICIO: Final = DadosTermoExercicio(
    orgao=ORGAO,
    servidor=POSSE.empossado,
    cargo=POSSE.cargo,
    identificacao=IdentificacaoDocumento(numero="31", ano=2026),
    data=dt.date(2026, 4, 1),
    hora=dt.time(7, 30),
    autoridade=Autoridade(nome="Juvenal Gonçalves", cargo="Diretor do Colégio", matricula="00123456"),
    data_posse=dt.date(2026, 3, 9),
    vence=dt.date(2026, 4, 8),
    vence_ultimo=dt.date(2026, 4, 8),
    documentos_entregues=True,
    lavrado_por=POSSE.lavrado_por,
)


def ler(pdf: bytes) -> list[str]:
    """Return the text of each page, white space made single spaces."""
    return [" ".join(pagina.extract_text().split()) for pagina in PdfReader(BytesIO(pdf)).pages]


class Letra(NamedTuple):
    """A visible character and its box, in points."""

    letra: str
    esquerda: float
    baixo: float
    direita: float
    cima: float


def letras(pdf: bytes) -> list[tuple[float, float, list[Letra]]]:
    """Return width, height and the visible characters of each page."""
    pdfium: Any = importlib.import_module("pypdfium2")
    documento = pdfium.PdfDocument(pdf)
    paginas = []
    for pagina in documento:
        texto = pagina.get_textpage()
        conteudo = texto.get_text_range()
        achadas = []
        for indice in range(texto.count_chars()):
            esquerda, baixo, direita, cima = texto.get_charbox(indice)
            if direita > esquerda:
                achadas.append(Letra(conteudo[indice : indice + 1], esquerda, baixo, direita, cima))
        largura, altura = pagina.get_size()
        paginas.append((largura, altura, achadas))
    documento.close()
    return paginas
