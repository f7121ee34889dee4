"""The screens; `registro_telas` lists them, and each is imported only when first shown."""
