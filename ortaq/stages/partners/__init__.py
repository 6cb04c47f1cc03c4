"""Who helps where there is no budget: asked, talked with, promised, delivered and verified."""
